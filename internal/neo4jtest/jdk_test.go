package neo4jtest

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestJavaFor(t *testing.T) {
	for version, want := range map[string]string{
		LTS:          "Java 17 to 21",
		Current:      "Java 21 or later",
		"5.26.0":     "Java 17 to 21",
		"2025.01.0":  "Java 21 or later",
		"5.25.1":     "",
		"4.4.40":     "",
		"":           "",
		"5.26":       "",
		"../5.26.24": "",
		"5.26.24/..": "",
		"-f.26.24":   "",
	} {
		got := ""
		if fits, err := javaFor(version); err == nil {
			got = fits.String()
		}
		if got != want {
			t.Errorf("Neo4j %q runs on %q, want %q", version, got, want)
		}
	}
}

func TestFindJDK(t *testing.T) {
	folder := t.TempDir()
	layOutJDK := func(name, release string, programs ...string) string {
		home := filepath.Join(folder, ".jdks", name)
		if err := os.MkdirAll(filepath.Join(home, "bin"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(home, "release"), []byte(release), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, name := range programs {
			if err := os.WriteFile(filepath.Join(home, "bin", name+executable()), nil, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		return home
	}
	const release = "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION="
	old := layOutJDK("a", release+"\"1.8.0_392\"\n", "java", "javac")
	layOutJDK("b", release+"\"901\"\n", "java", "javac")
	newest := layOutJDK("c", release+"\"903.0.1\"\n", "java", "javac")
	layOutJDK("d", release+"\"902.0.1\"\n", "java", "javac")
	runtimeOnly := layOutJDK("e", release+"\"904.0.1\"\n", "java")
	layOutJDK("f", "nothing\n", "java", "javac")
	later := layOutJDK("g", release+"\"910-ea\"\n", "java", "javac")
	t.Setenv("HOME", folder)
	t.Setenv("USERPROFILE", folder)
	t.Setenv("JAVA_HOME", old)

	for _, test := range []struct {
		home string
		fits javaRange
		want string // the home, or "" if there is none
	}{
		{"", javaRange{901, 909}, newest},
		{"", javaRange{901, 0}, later},
		{"", javaRange{990, 0}, ""},
		{newest, javaRange{901, 0}, newest},
		{old, javaRange{901, 0}, ""},
		{runtimeOnly, javaRange{901, 0}, ""},
		{filepath.Join(folder, "missing"), javaRange{901, 0}, ""},
	} {
		found, err := findJDK(test.home, test.fits)
		if found.home != test.want {
			t.Errorf("findJDK(%q, %v) finds %q, want %q", test.home, test.fits, found.home, test.want)
		}
		if isMissing := test.want == ""; isMissing != errors.Is(err, ErrNotInstalled) {
			t.Errorf("findJDK(%q, %v): error %v", test.home, test.fits, err)
		}
	}
}
