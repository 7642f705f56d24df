package network

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// parallel runs the tasks 0 to tasks-1, each once, on one worker for each processor. Tasks start in order. newWorker
// creates a worker with its own scratch arrays. A worker checks ctx before each task. The first error stops all
// workers and is returned. The results of tasks must not depend on which worker runs them.
func parallel(ctx context.Context, tasks int, newWorker func() (do func(task int) error)) error {
	var next atomic.Int64
	var group sync.WaitGroup
	var failed struct {
		sync.Once
		err error
	}
	for range min(runtime.GOMAXPROCS(0), tasks) {
		group.Go(func() {
			do := newWorker()
			for {
				task := int(next.Add(1)) - 1
				if task >= tasks {
					return
				}
				err := ctx.Err()
				if err == nil {
					err = do(task)
				}
				if err != nil {
					failed.Do(func() { failed.err = err })
					next.Store(int64(tasks))
					return
				}
			}
		})
	}
	group.Wait()
	return failed.err
}

// span returns the bounds of a part of n items. All parts have the same size on any number of processors, so sums by
// part are reproducible.
func span(part, n int) (first, next int) { return part * spanSize, min((part+1)*spanSize, n) }

const spanSize = 1024

func spans(n int) int { return (n + spanSize - 1) / spanSize }
