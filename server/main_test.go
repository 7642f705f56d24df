package main

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"go.uber.org/goleak"

	"github.com/stakegraph/stakegraph/seed/frozen"
)

// TestMain lets scripts run the program as the command stakegraph, and detects leaked goroutines.
func TestMain(m *testing.M) {
	testscript.Main(leakChecked{m}, map[string]func(){"stakegraph": main})
}

type leakChecked struct{ *testing.M }

func (m leakChecked) Run() int {
	status := m.M.Run()
	if err := goleak.Find(); err != nil && status == 0 {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return status
}

// TestScripts runs the command lines of testdata/script. Each script starts in its own folder with a small data set
// in data/.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			return writeSources(filepath.Join(env.WorkDir, "data"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":   scriptStatus,
			"database": scriptDatabase,
			"occupy":   scriptOccupy,
		},
	})
}

// writeSources writes a data set with only the sources of the frozen Little Giants, which loads quickly.
func writeSources(folder string) error {
	if err := os.CopyFS(folder, frozen.LittleGiants()); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.csv"))
	if err != nil {
		return err
	}
	for _, file := range files {
		if filepath.Base(file) == "sources.csv" {
			continue
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		header, _, _ := bytes.Cut(content, []byte("\n"))
		if err := os.WriteFile(file, append(header, '\n'), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// scriptStatus runs a command and checks its exit status: status N COMMAND [ARG...].
func scriptStatus(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: status N COMMAND [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d\n%s%s", got, want, ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

// scriptDatabase creates a database of another program: database FILE.
func scriptDatabase(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec("CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('keep me')")
	ts.Check(err)
	ts.Check(db.Close())
}

// scriptOccupy listens on a free port until the script ends, and sets ADDRESS to it.
func scriptOccupy(ts *testscript.TestScript, _ bool, _ []string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { _ = listener.Close() })
	ts.Setenv("ADDRESS", listener.Addr().String())
}
