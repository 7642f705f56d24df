package pythontest

import (
	"bytes"
	"cmp"
	"errors"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

func TestCommandHasThePackages(t *testing.T) {
	// The names of modules that differ from the names of their packages.
	modules := map[string]string{
		"annotated-types": "annotated_types", "ariadne-codegen": "ariadne_codegen", "fonttools": "fontTools", "graphql-core": "graphql",
		"pillow": "PIL", "python-dateutil": "dateutil", "typing-inspection": "typing_inspection",
	}
	const ask = `import importlib, importlib.metadata, sys
for name, module in zip(sys.argv[1::2], sys.argv[2::2]):
    importlib.import_module(module)
    print(f"{name}=={importlib.metadata.version(name)}")`
	args := []string{"-c", ask}
	var want strings.Builder
	for _, line := range regexp.MustCompile(`(?m)^([\w-]+)==.+$`).FindAllSubmatch(requirements, -1) {
		name := string(line[1])
		args = append(args, name, cmp.Or(modules[name], name))
		want.Write(append(line[0], '\n'))
	}
	got, err := Command(t, args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.ReplaceAll(string(got), "\r\n", "\n"); got != want.String() || got == "" {
		t.Errorf("it has\n%s, want\n%s", got, &want)
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
