package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// stoppedBy is the cause of a context that a signal ended.
type stoppedBy struct{ signal os.Signal }

func (s stoppedBy) Error() string { return "stopped by " + s.signal.String() }

// number returns the signal's number, which the exit status tells a shell.
func (s stoppedBy) number() int {
	if n, ok := s.signal.(syscall.Signal); ok {
		return int(n)
	}
	return 0
}

// untilSignal returns a context that ends with the first interrupt or termination signal, with stoppedBy as its cause.
// From then on signals have their usual effect, so that a second one ends the program at once.
func untilSignal(parent context.Context) (ctx context.Context, release func()) {
	ctx, cancel := context.WithCancelCause(parent)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case s := <-signals:
			signal.Stop(signals)
			cancel(stoppedBy{s})
		case <-ctx.Done():
			signal.Stop(signals)
		}
	}()
	return ctx, func() { cancel(context.Canceled) }
}
