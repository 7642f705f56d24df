package neo4jtest

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
)

// jdk is a JDK that can compile and run a program.
type jdk struct {
	home    string
	version string // such as 17.0.15
	major   int
}

// javaRange is the range of Java versions that a version of Neo4j supports.
type javaRange struct {
	least int
	most  int // 0 if unknown
}

func (r javaRange) has(major int) bool { return major >= r.least && (r.most == 0 || major <= r.most) }

func (r javaRange) String() string {
	if r.most == 0 {
		return fmt.Sprintf("Java %d or later", r.least)
	}
	return fmt.Sprintf("Java %d to %d", r.least, r.most)
}

var versionParts = regexp.MustCompile(`^(\d{1,4})\.(\d{1,2})\.\d{1,3}$`)

// javaFor returns the supported versions of Java for a version of Neo4j: 5.26, or a calendar version.
func javaFor(version string) (javaRange, error) {
	parts := versionParts.FindStringSubmatch(version)
	if parts == nil {
		return javaRange{}, fmt.Errorf("%q is not a version of Neo4j such as %s", version, LTS)
	}
	major, _ := strconv.Atoi(parts[1])
	minor, _ := strconv.Atoi(parts[2])
	switch {
	case major == 5 && minor >= 26:
		return javaRange{least: 17, most: 21}, nil
	case major >= 2025:
		return javaRange{least: 21}, nil
	}
	return javaRange{}, fmt.Errorf("Neo4j %s is too old: 5.26 is the first that will do", version)
}

// findJDK returns the JDK in a folder, or if none is given, the newest JDK on the machine in the range.
func findJDK(home string, fits javaRange) (jdk, error) {
	if home != "" {
		found, err := readJDK(home)
		if err != nil {
			return jdk{}, fmt.Errorf("%w: no JDK in %s: %w", ErrNotInstalled, home, err)
		}
		if !fits.has(found.major) {
			return jdk{}, fmt.Errorf("%w: it needs a JDK of %v, and %s has %s", ErrNotInstalled, fits, home, found.version)
		}
		return found, nil
	}
	var best jdk
	seen := ""
	for _, home := range javaHomes() {
		found, err := readJDK(home)
		if err != nil {
			continue
		}
		if fits.has(found.major) && found.major > best.major {
			best = found
		}
		seen += fmt.Sprintf(" %s in %s,", found.version, found.home)
	}
	if best.home == "" {
		if seen == "" {
			seen = " none,"
		}
		return jdk{}, fmt.Errorf("%w: it needs a JDK of %v (found:%s); install one, such as Debian's package "+
			"openjdk-%d-jdk-headless, or let STAKEGRAPH_JAVA_HOME name its folder",
			ErrNotInstalled, fits, strings.TrimSuffix(seen, ","), fits.least)
	}
	return best, nil
}

// javaHomes returns the folders that may have a JDK, the most likely first.
func javaHomes() []string {
	homes := []string{os.Getenv("JAVA_HOME")}
	if java, err := exec.LookPath("java"); err == nil {
		if java, err = filepath.EvalSymlinks(java); err == nil {
			homes = append(homes, filepath.Dir(filepath.Dir(java)))
		}
	}
	patterns := []string{
		"/usr/lib/jvm/*",
		"/usr/lib64/jvm/*",
		"/usr/local/openjdk*",
		"/usr/java/*",
		"/opt/java/*",
		"/opt/jdk*",
		"/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
		"/Library/Java/JavaVirtualMachines/*/Contents/Home",
		`C:\Program Files\Java\*`,
		`C:\Program Files\Eclipse Adoptium\*`,
	}
	if home, err := os.UserHomeDir(); err == nil {
		patterns = append(patterns, filepath.Join(home, ".sdkman/candidates/java/*"), filepath.Join(home, ".jdks/*"))
	}
	for _, pattern := range patterns {
		found, _ := filepath.Glob(pattern) // the only possible error is a malformed pattern
		homes = append(homes, found...)
	}
	return homes
}

// readJDK reads the version in the file release of a JDK. A runtime without a compiler is an error.
func readJDK(home string) (jdk, error) {
	if home == "" {
		return jdk{}, fs.ErrNotExist
	}
	file, err := os.Open(filepath.Join(home, "release"))
	if err != nil {
		return jdk{}, err
	}
	defer func() { _ = file.Close() }()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		value, ok := strings.CutPrefix(lines.Text(), "JAVA_VERSION=")
		if !ok {
			continue
		}
		version := strings.Trim(value, `"`)
		first, _, _ := strings.Cut(version, ".")
		major, err := strconv.Atoi(strings.TrimSuffix(first, "-ea"))
		if err != nil {
			return jdk{}, fmt.Errorf("JAVA_VERSION in %s: %w", file.Name(), err)
		}
		_, err = os.Stat(filepath.Join(home, "bin", "javac"+executable()))
		return jdk{home: home, version: version, major: major}, err
	}
	return jdk{}, errors.Join(lines.Err(), fmt.Errorf("%s has no JAVA_VERSION", file.Name()))
}

// executable returns the suffix of the names of programs.
func executable() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}
