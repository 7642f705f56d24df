package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/stakegraph/stakegraph/graph/store"
)

func main() {
	ctx, release := untilSignal(context.Background())
	status := run(ctx, os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr})
	release()
	os.Exit(status)
}

// streams are the standard streams of the program. Results go to out; logs, progress and errors go to err.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// Exit statuses.
const (
	statusOK     = 0
	statusFailed = 1
	statusUsage  = 2
	statusSignal = 128 // plus the number of the signal
)

// run runs a command line and returns the exit status.
func run(ctx context.Context, args []string, std streams) int {
	err := execute(ctx, args, std)
	if err == nil {
		return statusOK
	}
	if ctx.Err() != nil && (errors.Is(err, store.ErrCancelled) || errors.Is(err, context.Canceled)) {
		err = context.Cause(ctx) // the signal is the cause, and more useful to the user
	}
	fmt.Fprintf(std.err, "stakegraph: %v\n", err)
	if stopped, is := errors.AsType[stoppedBy](err); is {
		return statusSignal + int(stopped.signal)
	}
	if errors.Is(err, errUsage) {
		return statusUsage
	}
	return statusFailed
}

// stoppedBy is the cause of a context that a signal cancelled. The exit status contains the signal's number.
type stoppedBy struct{ signal syscall.Signal }

func (s stoppedBy) Error() string { return "stopped by " + s.signal.String() }

// untilSignal returns a context that the first interrupt or termination signal cancels, with the cause stoppedBy.
// After that, signals have their default effect, so a second one ends the program immediately.
func untilSignal(parent context.Context) (ctx context.Context, release func()) {
	ctx, cancel := context.WithCancelCause(parent)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case s := <-signals:
			signal.Stop(signals)
			number, _ := s.(syscall.Signal) // all signals of an operating system have this type
			cancel(stoppedBy{number})
		case <-ctx.Done():
			signal.Stop(signals)
		}
	}()
	return ctx, func() { cancel(context.Canceled) }
}
