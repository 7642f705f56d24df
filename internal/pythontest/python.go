package pythontest

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed" // for the list of packages
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// ErrNotInstalled: there is no Python of at least version 3.11 with pip on this machine.
var ErrNotInstalled = errors.New("no Python 3.11 or later with pip is installed")

//go:embed requirements.txt
var requirements []byte

// Command returns a command that runs Python with these arguments and the packages of requirements.txt, and that ends
// with the test; standard error goes to the test's. It leaves the test out where there is no Python, and says so on
// standard error; with CI=true in the environment the test fails.
func Command(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	shared.once.Do(func() { shared.python, shared.packages, shared.err = install(t.Context()) })
	switch err := shared.err; {
	case err == nil:
	case errors.Is(err, ErrNotInstalled) && os.Getenv("CI") != "true":
		warned.Do(func() { fmt.Fprintf(warnings, "\n*** WITHOUT PYTHON: TESTS THAT NEED IT ARE SKIPPED: %v\n\n", err) })
		t.Skip(err)
	default:
		t.Fatal(err)
	}
	// Neither the user's packages nor what else is in the folder of the script.
	command := exec.CommandContext(t.Context(), shared.python, append([]string{"-s", "-P"}, args...)...)
	command.Env = append(os.Environ(), "PYTHONPATH="+shared.packages, "PYTHONHASHSEED=0", "PYTHONUTF8=1")
	command.Stderr = os.Stderr
	return command
}

// shared is what the tests of one binary have in common.
var shared struct {
	once             sync.Once
	python, packages string
	err              error
}

var (
	warned   sync.Once
	warnings io.Writer = os.Stderr
)

// install returns a Python and the folder of its packages, which it first fills where that was not done before.
func install(ctx context.Context) (python, packages string, err error) {
	python, version, err := find(ctx)
	if err != nil {
		return "", "", err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", "", err
	}
	cache = filepath.Join(cache, "stakegraph", "python")
	of := sha256.Sum256(append(version, requirements...))
	packages = filepath.Join(cache, fmt.Sprintf("%x", of[:8]))
	if _, err := os.Stat(packages); err == nil {
		return python, packages, nil
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return "", "", err
	}
	fresh, err := os.MkdirTemp(cache, "fresh-")
	if err != nil {
		return "", "", err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(fresh)) }()
	list := filepath.Join(fresh, "requirements.txt")
	if err := os.WriteFile(list, requirements, 0o644); err != nil {
		return "", "", err
	}
	target := filepath.Join(fresh, "packages")
	pip := exec.CommandContext(ctx, python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
		"--only-binary=:all:", "--target", target, "--requirement", list)
	if said, err := pip.CombinedOutput(); err != nil {
		return "", "", fmt.Errorf("pip install: %w: %s", err, said)
	}
	// Another test binary may have been first; its packages are the same.
	if err := os.Rename(target, packages); err != nil {
		if _, have := os.Stat(packages); have != nil {
			return "", "", err
		}
	}
	return python, packages, nil
}

// find returns a Python that has pip, and what it says it is.
func find(ctx context.Context) (python string, version []byte, err error) {
	const ask = "import pip, platform, sys; assert sys.version_info >= (3, 11); print(sys.version, platform.platform())"
	for _, name := range []string{"python3", "python"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		if version, err := exec.CommandContext(ctx, path, "-c", ask).Output(); err == nil {
			return path, bytes.TrimSpace(version), nil
		}
	}
	return "", nil, ErrNotInstalled
}
