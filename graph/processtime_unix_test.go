//go:build unix

package graph_test

import (
	"syscall"
	"testing"
	"time"
)

// processTime returns the CPU time of this process, in user code and in the system.
func processTime(b *testing.B) time.Duration {
	b.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
