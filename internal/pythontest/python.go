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

// ErrNotInstalled is wrapped by the error for a machine without Python 3.11 or later with pip.
var ErrNotInstalled = errors.New("no Python 3.11 or later with pip is installed")

//go:embed requirements.txt
var requirements []byte

// Command returns a command that runs Python with the given arguments and with the packages of requirements.txt. It ends with
// the test; its standard error is that of the test. If there is no Python, Command skips the test with a message on standard
// error; with CI=true in the environment the test fails instead.
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
	// -s excludes the user's packages, -P the folder of the script.
	command := exec.CommandContext(t.Context(), shared.python, append([]string{"-s", "-P"}, args...)...)
	command.Env = append(os.Environ(), "PYTHONPATH="+shared.packages, "PYTHONHASHSEED=0", "PYTHONUTF8=1")
	command.Stderr = os.Stderr
	return command
}

// shared is the state that the tests of a binary share.
var shared struct {
	once             sync.Once
	python, packages string
	err              error
}

var (
	warned   sync.Once
	warnings io.Writer = os.Stderr
)

// install returns a Python and the folder of its packages, which it installs if they are missing.
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
	// Another test binary may have installed the same packages first.
	if err := os.Rename(target, packages); err != nil {
		if _, have := os.Stat(packages); have != nil {
			return "", "", err
		}
	}
	return python, packages, nil
}

// find returns a Python with pip, with its version and platform.
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
