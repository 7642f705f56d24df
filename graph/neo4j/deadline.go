package neo4j

import (
	"context"
	"errors"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// grace is how much longer than the database the driver waits for a statement that takes too long. The database looks
// every two seconds, as it is set by default; what it ends itself leaves the connection whole.
const grace = 2500 * time.Millisecond

// serverTimeout has the database itself end a statement when the context's time is over.
func serverTimeout(ctx context.Context) func(*driver.TransactionConfig) {
	return func(c *driver.TransactionConfig) {
		if deadline, ok := ctx.Deadline(); ok {
			c.Timeout = max(time.Until(deadline).Round(time.Millisecond), time.Millisecond)
		}
	}
}

// lenient returns a context that ends as soon as ctx is cancelled, but only a grace after the deadline of ctx.
func lenient(ctx context.Context) (context.Context, context.CancelFunc) {
	deadline, ok := ctx.Deadline()
	if !ok {
		return ctx, func() {}
	}
	longer, cancel := context.WithDeadline(context.WithoutCancel(ctx), deadline.Add(grace))
	stop := context.AfterFunc(ctx, func() {
		if errors.Is(ctx.Err(), context.Canceled) {
			cancel()
		}
	})
	return longer, func() {
		stop()
		cancel()
	}
}
