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

// failed gives an error of the driver the store's own sentinel. What the database says of itself is recognised by its code;
// the driver's other errors say that the database was not reached or not understood, but for those of wrong usage.
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

// isFault reports whether an error without a code is this program's own doing, such as an answer that is not read to its
// end because it is too large.
func isFault(err error) bool {
	return errors.Is(err, store.ErrTooLarge) || errors.Is(err, store.ErrBusy) || errors.As(err, new(*driver.UsageError)) || errors.As(err, new(*db.ProtocolError)) ||
		errors.As(err, new(*db.UnsupportedTypeError)) || errors.As(err, new(*db.FeatureNotSupportedError))
}

// passes reports whether an error can be gone when the same statement is sent again at once. Out of memory is coded as
// transient, but the statement would fill the memory again.
func passes(err error) bool {
	var coded *driver.Neo4jError
	if !errors.As(err, &coded) {
		return !isFault(err)
	}
	return coded.IsRetriable() && errors.Is(byCode(coded.Code), store.ErrUnavailable)
}

// codes holds the beginnings of the database's codes that mean something to a caller, the longer ones first where one
// begins another. An error of a class that says the server is to blame and that is not here is an internal fault.
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
