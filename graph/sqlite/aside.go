package sqlite

import (
	"database/sql/driver"
	"errors"
	"slices"
	"sync"
	"sync/atomic"

	"modernc.org/sqlite"

	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
	"github.com/stakegraph/stakegraph/graph/store"
)

// aside has the parts of one answer that its statement has set aside.
type aside struct {
	allowance *store.Allowance
	most      int // maximum number of bytes of all parts
	parts     []string
	bytes     int
	reserved  int // bytes of the allowance
	err       error
}

// asides has the aside of each statement in progress, by token.
var (
	asides     sync.Map // *aside by int64
	lastToken  atomic.Int64
	errNoToken = errors.New("a part of an answer belongs to no statement in progress")
)

func init() {
	sqlite.MustRegisterScalarFunction(sql.SetAside, 2, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		found, underway := asides.Load(args[0])
		if !underway {
			return nil, errNoToken
		}
		part, isText := args[1].(string)
		if !isText {
			return nil, nil
		}
		return found.(*aside).add(part)
	})
}

// add sets a part aside, and returns its number plus one half, which replaces it in the answer.
func (a *aside) add(part string) (driver.Value, error) {
	if a.bytes += len(part); a.bytes > a.most {
		a.err = store.AnswerTooLarge(a.most, a.bytes, true)
		return nil, a.err
	}
	if a.err = a.allowance.Hold(len(part)); a.err != nil {
		return nil, a.err
	}
	a.reserved += len(part)
	a.parts = append(a.parts, part)
	return float64(len(a.parts)-1) + 0.5, nil
}

// begin returns the arguments of a statement with each token replaced by a number. Until end is called, parts with this
// number are added to a.
func (a *aside) begin(args []any) (numbered []any, end func()) {
	number := int64(0)
	for i, arg := range args {
		if _, isToken := arg.(sql.Token); !isToken {
			continue
		}
		if number == 0 {
			number = lastToken.Add(1)
			asides.Store(number, a)
			args = slices.Clone(args) // the plan's cached query has the same slice
		}
		args[i] = number
	}
	return args, func() {
		if number != 0 {
			asides.Delete(number)
			a.allowance.Release(a.reserved)
		}
	}
}

// explained returns a query for display. Its tokens are replaced by zero, since they have no numbers yet.
func explained(when string, q sql.Query) store.Statement {
	for i, arg := range q.Args {
		if _, isToken := arg.(sql.Token); isToken {
			q.Args[i] = int64(0)
		}
	}
	return store.Statement{Language: "SQL", Text: q.Text, Args: q.Args, When: when}
}
