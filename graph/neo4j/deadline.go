package neo4j

import (
	"context"
	"errors"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// grace is how long the driver waits after the deadline, so that the database ends the statement first. By default, the
// database checks every two seconds. If it ends a statement itself, the connection can still be used.
const grace = 2500 * time.Millisecond

// serverTimeout sets the deadline of ctx as the timeout of the transaction in the database.
func serverTimeout(ctx context.Context) func(*driver.TransactionConfig) {
	return func(c *driver.TransactionConfig) {
		if deadline, ok := ctx.Deadline(); ok {
			c.Timeout = max(time.Until(deadline).Round(time.Millisecond), time.Millisecond)
		}
	}
}

// lenient returns a context that ends when ctx is cancelled, or the grace after its deadline.
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
