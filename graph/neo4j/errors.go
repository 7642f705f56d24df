package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"stakegraph/graph/store"
)

// failed gives an error of the database the store's own sentinel, by the database's code.
func failed(ctx context.Context, operation string, err error) error {
	sentinel := error(nil)
	var coded *driver.Neo4jError
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		sentinel = store.ErrTimeout
	case ctx.Err() != nil:
		sentinel = store.ErrCancelled
	case errors.As(err, &coded):
		sentinel = byCode(coded.Code)
	case driver.IsConnectivityError(err):
		sentinel = store.ErrUnavailable
	}
	if sentinel == nil {
		return fmt.Errorf("neo4j: %s: %w", operation, err)
	}
	return fmt.Errorf("neo4j: %s: %w: %w", operation, sentinel, err)
}

// codes holds the beginnings of the database's codes that mean something to a caller, the longer ones first where one
// begins another. An error of a class that says the server is to blame and that is not here is an internal fault.
var codes = []struct {
	prefix   string
	sentinel error
}{
	{"Neo.ClientError.Transaction.TransactionTimedOut", store.ErrTimeout},
	{"Neo.TransientError.Transaction.LockAcquisitionTimeout", store.ErrTimeout},
	// Out of memory is coded as transient, but the same statement would fill the memory again.
	{"Neo.TransientError.General.MemoryPoolOutOfMemoryError", store.ErrTooLarge},
	{"Neo.TransientError.General.TransactionMemoryLimit", store.ErrTooLarge},
	{"Neo.TransientError.General.OutOfMemoryError", store.ErrTooLarge},
	{"Neo.TransientError.General.StackOverflowError", store.ErrTooLarge},
	{"Neo.DatabaseError.General.OutOfMemoryError", store.ErrTooLarge},
	{"Neo.DatabaseError.General.StackOverflowError", store.ErrTooLarge},
	{"Neo.ClientError.Schema.ConstraintValidationFailed", store.ErrInvalid},
	{"Neo.ClientError.Security", store.ErrUnavailable},
	{"Neo.ClientError.Database.DatabaseNotFound", store.ErrUnavailable},
	{"Neo.TransientError", store.ErrUnavailable},
	{"Neo.ClientError.Cluster", store.ErrUnavailable},
	{"Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", store.ErrUnavailable},
	{"Neo.DatabaseError.General.DatabaseUnavailable", store.ErrUnavailable},
}

func byCode(code string) error {
	for _, c := range codes {
		if strings.HasPrefix(code, c.prefix) {
			return c.sentinel
		}
	}
	return nil
}
