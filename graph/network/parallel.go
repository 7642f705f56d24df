package network

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// parallel has workers do tasks 0 to tasks-1, each once and in that order as far as they begin. There are as many
// workers as processors; each is made by newWorker and has its arrays for itself. Before each task it looks whether ctx
// has ended, and returns its error when all have stopped. What the tasks give must not depend on who does them.
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

// span returns the first place of a part of n and the first of the next one. Parts are of the same size each, however
// many processors there are, so that sums by part are always the same.
func span(part, n int) (first, next int) { return part * spanSize, min((part+1)*spanSize, n) }

const spanSize = 1024

func spans(n int) int { return (n + spanSize - 1) / spanSize }
