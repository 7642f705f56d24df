package main

import (
	"fmt"
	"math"
	"os"
	"runtime/debug"

	"github.com/dustin/go-humanize"

	"github.com/stakegraph/stakegraph/graph/sqlite"
)

// byteSize is a number of bytes, which a flag can give with a unit.
type byteSize int64

// UnmarshalText reads a number of bytes such as 512MiB, 1GB or 1048576.
func (b *byteSize) UnmarshalText(text []byte) error {
	bytes, err := humanize.ParseBytes(string(text))
	if err != nil || bytes > math.MaxInt64 {
		return fmt.Errorf("%q is not a size: write a number of bytes such as 512MiB", text)
	}
	*b = byteSize(bytes)
	return nil
}

// leastMemory is the least that the server can work in.
const leastMemory = 64 << 20

// memoryFlag is what the whole process is to take.
type memoryFlag struct {
	Memory byteSize `default:"512MiB" env:"STAKEGRAPH_MEMORY" help:"The memory of the server, such as 512MiB or 2GiB. It is divided among caches, answers in progress, SQLite, and the Go heap (unless GOMEMLIMIT is set). Mapped pages of the database file do not count."`
}

// check refuses what the server cannot work in.
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

// A quarter of the memory is SQLite's, whose allocations lie outside Go's heap.
const storeShare = 4

// store returns the limits of the store.
func (f memoryFlag) store(answer byteSize) sqlite.Limits {
	return sqlite.Limits{Record: int(answer), Memory: int64(f.Memory) / storeShare}
}

// heap returns what Go's heap is to take.
func (f memoryFlag) heap() int64 { return int64(f.Memory - f.Memory/storeShare) }

// limitHeap has Go collect garbage before its heap takes more than its share. The variable GOMEMLIMIT comes first.
func (f memoryFlag) limitHeap() {
	if _, given := os.LookupEnv("GOMEMLIMIT"); !given {
		debug.SetMemoryLimit(f.heap())
	}
}
