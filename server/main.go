package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/stakegraph/stakegraph/graph/store"
)

func main() {
	ctx, release := untilSignal(context.Background())
	status := run(ctx, os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr})
	release()
	os.Exit(status)
}

// streams are the program's standard streams. What a person asked for goes to out; logs, progress and errors go to err.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// Exit statuses.
const (
	statusOK     = 0
	statusFailed = 1
	statusUsage  = 2
	statusSignal = 128 // plus the signal's number
)

// run carries out one command line and returns the exit status.
func run(ctx context.Context, args []string, std streams) int {
	err := execute(ctx, args, std)
	if err == nil {
		return statusOK
	}
	var stopped stoppedBy
	if ctx.Err() != nil && (errors.Is(err, store.ErrCancelled) || errors.Is(err, context.Canceled)) {
		err = context.Cause(ctx) // a person sent the signal, and knows it by that name
	}
	fmt.Fprintf(std.err, "stakegraph: %v\n", err)
	switch {
	case errors.As(err, &stopped):
		return statusSignal + stopped.number()
	case errors.Is(err, errUsage):
		return statusUsage
	}
	return statusFailed
}
