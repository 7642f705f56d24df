package main

import (
	"fmt"
	"math"
	"os"
	"runtime/debug"

	"github.com/dustin/go-humanize"

	"github.com/stakegraph/stakegraph/graph/sqlite"
)

// byteSize is a number of bytes. As a flag it can have a unit.
type byteSize int64

// UnmarshalText parses a number of bytes such as 512MiB, 1GB or 1048576.
func (b *byteSize) UnmarshalText(text []byte) error {
	bytes, err := humanize.ParseBytes(string(text))
	if err != nil || bytes > math.MaxInt64 {
		return fmt.Errorf("%q is not a size: write a number of bytes such as 512MiB", text)
	}
	*b = byteSize(bytes)
	return nil
}

// leastMemory is the minimum memory of the server.
const leastMemory = 64 << 20

// memoryFlag is the memory of the whole process.
type memoryFlag struct {
	Memory byteSize `default:"512MiB" env:"STAKEGRAPH_MEMORY" help:"The memory of the server, such as 512MiB or 2GiB. It is divided among caches, answers in progress, SQLite, and the Go heap (unless GOMEMLIMIT is set). Mapped pages of the database file do not count."`
}

// check returns an error for sizes that the server cannot work with.
func (f memoryFlag) check(answer byteSize) error {
	if f.Memory < leastMemory {
		return fmt.Errorf("--memory: %d bytes is out of range: write 64MiB or more", f.Memory)
	}
	if answer > f.Memory/8 {
		return fmt.Errorf("--max-answer: %d bytes is out of range: at most an eighth of --memory (%d bytes) is allowed",
			answer, f.Memory)
	}
	return nil
}

// A quarter of the memory is for SQLite, whose allocations are outside the Go heap.
const storeShare = 4

// store returns the limits of the store.
func (f memoryFlag) store(answer byteSize) sqlite.Limits {
	return sqlite.Limits{Record: int(answer), Memory: int64(f.Memory) / storeShare}
}

// heap returns the size of the Go heap.
func (f memoryFlag) heap() int64 { return int64(f.Memory - f.Memory/storeShare) }

// limitHeap sets the memory limit of the Go runtime to the size of the heap, unless GOMEMLIMIT is set.
func (f memoryFlag) limitHeap() {
	if _, given := os.LookupEnv("GOMEMLIMIT"); !given {
		debug.SetMemoryLimit(f.heap())
	}
}
