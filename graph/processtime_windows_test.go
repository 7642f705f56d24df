package graph_test

import (
	"syscall"
	"testing"
	"time"
)

// processTime returns the CPU time of this process, in user code and in the system.
func processTime(b *testing.B) time.Duration {
	b.Helper()
	process, err := syscall.GetCurrentProcess()
	if err != nil {
		b.Fatal(err)
	}
	var created, exited, system, user syscall.Filetime
	if err := syscall.GetProcessTimes(process, &created, &exited, &system, &user); err != nil {
		b.Fatal(err)
	}
	return 100 * (ticks(system) + ticks(user)) // a tick is 100 ns
}

func ticks(t syscall.Filetime) time.Duration {
	return time.Duration(t.HighDateTime)<<32 | time.Duration(t.LowDateTime)
}
