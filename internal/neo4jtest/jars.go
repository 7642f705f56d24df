package neo4jtest

import (
	"bufio"
	"context"
	_ "embed" // for the pom
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

//go:embed java/pom.xml
var pom []byte

// cacheDir returns the folder with one folder of jars per version.
func cacheDir() (string, error) {
	cache, err := os.UserCacheDir()
	return filepath.Join(cache, "stakegraph", "neo4j"), err
}

// fetched reports whether a folder has the jars of a version. It is created with all of its files at once.
func fetched(folder, version string) bool {
	_, err := os.Stat(filepath.Join(folder, "neo4j-"+version+".jar"))
	return err == nil
}

// checkJars returns nil if the jars of a version are cached or can be downloaded.
func checkJars(version string) error {
	cache, err := cacheDir()
	if err != nil || fetched(filepath.Join(cache, version), version) {
		return err
	}
	_, err = lookMaven(version)
	return err
}

func lookMaven(version string) (string, error) {
	mvn, err := exec.LookPath("mvn")
	if err != nil {
		return "", fmt.Errorf("%w: Neo4j %s is fetched from Maven Central with mvn, and there is none; "+
			"install Maven, such as Debian's package maven", ErrNotInstalled, version)
	}
	return mvn, nil
}

// jars returns the folder with the jars of a version, and downloads them if they are missing. Concurrent processes share one
// download.
func jars(ctx context.Context, version string, java jdk, log io.Writer) (string, error) {
	cache, err := cacheDir()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(cache, version)
	if fetched(folder, version) {
		return folder, nil
	}
	mvn, err := lookMaven(version)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return "", err
	}
	fmt.Fprintf(log, "Fetching Neo4j %s from Maven Central, 120 to 150 MB, once\n", version)
	unlock, err := lock(ctx, filepath.Join(cache, "lock"))
	if err != nil {
		return "", err
	}
	defer unlock()
	if fetched(folder, version) {
		return folder, nil
	}
	part := filepath.Join(cache, "part") // only the holder of the lock uses it
	if err := errors.Join(os.RemoveAll(part), os.MkdirAll(part, 0o755)); err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(part) }()
	if err := os.WriteFile(filepath.Join(part, "pom.xml"), pom, 0o644); err != nil {
		return "", err
	}
	command := exec.CommandContext(ctx, mvn, "-B", "-Dstyle.color=never", "-Dneo4j.version="+version,
		"-DoutputDirectory="+filepath.Join(part, "jars"), "dependency:copy-dependencies")
	command.Dir = part
	command.WaitDelay = 10 * time.Second // for child processes of mvn
	if os.Getenv("JAVA_HOME") == "" {
		command.Env = append(os.Environ(), "JAVA_HOME="+java.home)
	}
	if err := runMaven(command, log); err != nil {
		return "", fmt.Errorf("fetch Neo4j %s: %w", version, err)
	}
	if !fetched(filepath.Join(part, "jars"), version) {
		return "", fmt.Errorf("fetch Neo4j %s: mvn is content, and yet there is no neo4j-%[1]s.jar", version)
	}
	return folder, errors.Join(os.RemoveAll(folder), os.Rename(filepath.Join(part, "jars"), folder))
}

// runMaven runs Maven, logs the number of downloaded files, and returns an error with Maven's error messages.
func runMaven(command *exec.Cmd, log io.Writer) error {
	const each = 100
	out, err := command.StdoutPipe()
	if err != nil {
		return err
	}
	command.Stderr = command.Stdout
	if err := command.Start(); err != nil {
		return err
	}
	files := 0
	var wrong []string
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "Downloaded from"):
			if files++; files%each == 0 {
				fmt.Fprintf(log, "%d files fetched\n", files)
			}
		case strings.HasPrefix(line, "[ERROR]") && len(wrong) < 5:
			wrong = append(wrong, line)
		}
	}
	if err := command.Wait(); err != nil {
		return fmt.Errorf("%s: %w\n%s", strings.Join(command.Args, " "), err, strings.Join(wrong, "\n"))
	}
	return lines.Err()
}
