package neo4jtest

import (
	"context"
	"fmt"
	"time"
)

// lock waits for an exclusive lock on a file, and returns the function that releases it. The lock ends with the process.
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
