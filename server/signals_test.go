package main

import (
	"bufio"
	"errors"
	"io"
	"net"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// startProcess runs a server in a separate process, and returns its address and its log.
func startProcess(t *testing.T) (process *exec.Cmd, address string, log *bufio.Scanner) {
	t.Helper()
	return startProcessOn(t, loadedStore(t))
}

// startProcessOn is like startProcess, with a store and further arguments.
func startProcessOn(t testing.TB, store string, args ...string) (process *exec.Cmd, address string, log *bufio.Scanner) {
	t.Helper()
	args = append([]string{"--listen", "127.0.0.1:0", "--store", store, "--log-format", "text"}, args...)
	process = exec.Command("stakegraph", args...)
	out, err := process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	errs, err := process.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = process.Process.Kill() })
	for said := bufio.NewScanner(out); said.Scan(); {
		if _, url, found := strings.Cut(said.Text(), "GraphQL     http://"); found {
			return process, strings.TrimSuffix(url, "/graphql"), bufio.NewScanner(errs)
		}
	}
	t.Fatal("it did not start")
	return nil, "", nil
}

func awaitLine(t *testing.T, log *bufio.Scanner, part string) {
	t.Helper()
	for log.Scan() {
		if strings.Contains(log.Text(), part) {
			return
		}
	}
	t.Fatalf("the log has no %q", part)
}

func TestSignalStops(t *testing.T) {
	process, _, log := startProcess(t)
	if err := process.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	awaitLine(t, log, "stopped by terminated")
	awaitLine(t, log, "msg=stopped")
	if err := process.Wait(); err != nil {
		t.Error(err)
	}
}

// TestSecondSignalEnds checks that a second signal ends the program without waiting for requests in progress.
func TestSecondSignalEnds(t *testing.T) {
	process, address, log := startProcess(t)
	connection, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	_, err = io.WriteString(connection, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"+
		"Content-Length: 100\r\nExpect: 100-continue\r\n\r\n")
	if err != nil {
		t.Fatal(err)
	}
	// The server sends 100 Continue when it begins to wait for the body, which never comes.
	if line, err := bufio.NewReader(connection).ReadString('\n'); err != nil || !strings.Contains(line, "100 Continue") {
		t.Fatalf("%q, %v", line, err)
	}
	for _, waited := range []string{"msg=stopping", ""} {
		if err := process.Process.Signal(syscall.SIGINT); err != nil {
			t.Fatal(err)
		}
		if waited != "" {
			awaitLine(t, log, waited)
		}
	}
	var exit *exec.ExitError
	if err := process.Wait(); !errors.As(err, &exit) {
		t.Fatalf("%v, want an end by the signal", err)
	}
	if status := exit.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != syscall.SIGINT {
		t.Errorf("it ended with %v", exit)
	}
}
