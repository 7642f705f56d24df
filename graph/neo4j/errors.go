package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/db"

	"github.com/stakegraph/stakegraph/graph/store"
)

// failed wraps an error of the driver with the operation and a sentinel error of package store. Errors of the database
// have a code. Other errors of the driver mean that the database was not reached or not understood, except those of
// wrong usage.
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
	case !isFault(err):
		sentinel = store.ErrUnavailable
	}
	if sentinel == nil {
		return fmt.Errorf("neo4j: %s: %w", operation, err)
	}
	return fmt.Errorf("neo4j: %s: %w: %w", operation, sentinel, err)
}

// isFault reports whether an error without a code has its cause in this program, such as an answer that was not read to
// its end because it is too large.
func isFault(err error) bool {
	return errors.Is(err, store.ErrTooLarge) || errors.Is(err, store.ErrBusy) || errors.As(err, new(*driver.UsageError)) || errors.As(err, new(*db.ProtocolError)) ||
		errors.As(err, new(*db.UnsupportedTypeError)) || errors.As(err, new(*db.FeatureNotSupportedError))
}

// passes reports whether an error can disappear if the same statement is sent again at once. The code for out of memory
// is transient, but the statement would use up the memory again.
func passes(err error) bool {
	var coded *driver.Neo4jError
	if !errors.As(err, &coded) {
		return !isFault(err)
	}
	return coded.IsRetriable() && errors.Is(byCode(coded.Code), store.ErrUnavailable)
}

// codes has the prefixes of codes that have a sentinel error, longer prefixes before their own prefixes. Any other code
// of a server error is an internal fault.
var codes = []struct {
	prefix   string
	sentinel error
}{
	{"Neo.ClientError.Transaction.TransactionTimedOut", store.ErrTimeout},
	{"Neo.TransientError.Transaction.LockAcquisitionTimeout", store.ErrTimeout},
	{"Neo.TransientError.General.MemoryPoolOutOfMemoryError", store.ErrTooLarge},
	{"Neo.TransientError.General.TransactionMemoryLimit", store.ErrTooLarge},
	{"Neo.TransientError.General.OutOfMemoryError", store.ErrTooLarge},
	{"Neo.TransientError.General.StackOverflowError", store.ErrTooLarge},
	{"Neo.DatabaseError.General.OutOfMemoryError", store.ErrTooLarge},
	{"Neo.DatabaseError.General.StackOverflowError", store.ErrTooLarge},
	{"Neo.ClientError.Schema.ConstraintValidationFailed", store.ErrInvalid},
	{"Neo.ClientError.Security.AuthorizationExpired", store.ErrUnavailable},
	{"Neo.ClientError.Security", store.ErrDenied},
	{"Neo.ClientError.Database.DatabaseNotFound", store.ErrForeign},
	{"Neo.ClientError.Transaction.Terminated", store.ErrUnavailable},
	{"Neo.ClientError.Transaction.LockClientStopped", store.ErrUnavailable},
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
