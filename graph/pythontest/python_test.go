package pythontest

import (
	"bytes"
	"errors"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

func TestCommandHasThePackages(t *testing.T) {
	for _, line := range regexp.MustCompile(`(?m)^(\w+)==(.+)$`).FindAllSubmatch(requirements, -1) {
		name, version := string(line[1]), string(line[2])
		command := Command(t, "-c", "import sys, importlib.metadata as m, "+name+"; print(m.version(sys.argv[1]))", name)
		got, err := command.Output()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := strings.TrimSpace(string(got)); got != version {
			t.Errorf("%s is %s, want %s", name, got, version)
		}
	}
}

func TestCommandTellsOfAFailure(t *testing.T) {
	command := Command(t, "-c", "import sys; sys.exit('wrong')")
	var said bytes.Buffer
	command.Stderr = &said
	var exit *exec.ExitError
	if err := command.Run(); !errors.As(err, &exit) || exit.ExitCode() != 1 || !strings.Contains(said.String(), "wrong") {
		t.Errorf("got %v and %q, want exit status 1 and its words", err, &said)
	}
}

func TestWithoutPythonThereIsAnError(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, _, err := install(t.Context()); !errors.Is(err, ErrNotInstalled) {
		t.Errorf("got %v, want %v", err, ErrNotInstalled)
	}
}
