package neo4jtest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// process is one run of the Java program. It has no goroutine unless a caller waits for its end, so that tests for leaked
// goroutines pass while it runs.
type process struct {
	command *exec.Cmd
	in      io.Closer // the program ends when this is closed
	out     io.Reader

	waiting sync.Once
	ended   chan struct{}
	err     error // the result, once ended is closed
}

// stopTimeout limits the time in which a server writes its data and stops.
const stopTimeout = time.Minute

// startProcess starts a command, with its standard error in a file.
func startProcess(command *exec.Cmd, console string) (*process, error) {
	file, err := os.OpenFile(console, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // the process has its own descriptor
	command.Stderr = file
	p := &process{command: command, ended: make(chan struct{})}
	if p.in, err = command.StdinPipe(); err != nil {
		return nil, err
	}
	if p.out, err = command.StdoutPipe(); err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	return p, nil
}

// awaitReady waits until the process prints that it is ready at the URI. On an error it ends the process.
func (p *process) awaitReady(ctx context.Context, uri string) error {
	said := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(p.out).ReadString('\n')
		said <- strings.TrimSpace(line)
	}()
	var err error
	select {
	case line := <-said:
		if line == "ready "+uri {
			return nil
		}
		if err = errors.New("it ended before it was ready"); line != "" {
			err = fmt.Errorf("it said %q where %q was due", line, "ready "+uri)
		}
	case <-ctx.Done():
		err = context.Cause(ctx)
	}
	return errors.Join(err, p.kill())
}

// wait returns a channel that is closed when the process has ended. It is closed if the process was never started.
func (p *process) wait() <-chan struct{} {
	if p == nil {
		ended := make(chan struct{})
		close(ended)
		return ended
	}
	p.waiting.Do(func() {
		go func() {
			p.err = p.command.Wait()
			close(p.ended)
		}()
	})
	return p.ended
}

// running reports whether the process is not known to have ended.
func (p *process) running() bool {
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

// kill ends the process immediately, if it was started.
func (p *process) kill() error {
	if p == nil {
		return nil
	}
	if err := p.command.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	<-p.wait()
	return nil
}

// stopWithin asks the process to end, and kills it after the given time.
func (p *process) stopWithin(most time.Duration) error {
	if p == nil || !p.running() {
		return nil
	}
	_ = p.in.Close() // an error means that it has already ended
	late := time.NewTimer(most)
	defer late.Stop()
	select {
	case <-p.wait():
	case <-late.C:
		return errors.Join(fmt.Errorf("still running after %v, and killed", most), p.kill())
	}
	if status := p.command.ProcessState.ExitCode(); !inGoodOrder(status) {
		return fmt.Errorf("it ended otherwise: %w", p.err)
	}
	return nil
}

// inGoodOrder reports whether a status is that of a JVM after its shutdown hooks: after a normal end, after SIGINT, which a
// terminal sends to all foreground processes, or after SIGTERM.
func inGoodOrder(status int) bool {
	const interrupted, terminated = 128 + 2, 128 + 15
	return status == 0 || status == interrupted || status == terminated
}
