package neo4jtest

import (
	"context"
	"fmt"
	"time"
)

// lock waits until this process alone holds a file, and returns what gives it free. The end of a process does so too.
func lock(ctx context.Context, path string) (unlock func(), err error) {
	again := time.NewTicker(100 * time.Millisecond)
	defer again.Stop()
	for {
		file, err := tryLock(path)
		if err != nil {
			return nil, fmt.Errorf("lock %s: %w", path, err)
		}
		if file != nil {
			return func() { _ = file.Close() }, nil
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return nil, fmt.Errorf("lock %s: %w", path, context.Cause(ctx))
		}
	}
}
