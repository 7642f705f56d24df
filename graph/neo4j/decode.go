package neo4j

import (
	"errors"
	"fmt"

	"github.com/stakegraph/stakegraph/graph/store"
)

var errDecode = errors.New("a value has an unknown type")

// decode makes a record of the values that a statement answers with, which an allowance bounds.
func decode(values []any, a *store.Allowance) (*store.Record, error) {
	b := store.NewBuilder(a)
	cells, bytes := extent(values)
	if err := b.Expect(cells, bytes); err != nil {
		return nil, err
	}
	if err := appendValue(b, values); err != nil {
		return nil, err
	}
	return b.Record(), nil
}

// extent counts a list and all that is in it, and the bytes of its texts, which is much cheaper than to make room again
// and again.
func extent(values []any) (cells, bytes int) {
	cells = 1 + len(values)
	for _, value := range values {
		switch value := value.(type) {
		case string:
			bytes += len(value)
		case []any:
			c, b := extent(value)
			cells += c - 1
			bytes += b
		}
	}
	return cells, bytes
}

// appendValue appends a value as the driver gives it.
func appendValue(b *store.Builder, value any) error {
	switch value := value.(type) {
	case string:
		b.Text(value)
	case []any:
		b.Open()
		for _, element := range value {
			if err := appendValue(b, element); err != nil {
				return err
			}
		}
		b.Close()
	case int64:
		b.Int(value)
	case nil:
		b.Null()
	case bool:
		b.Bool(value)
	default:
		return fmt.Errorf("%w: %T", errDecode, value)
	}
	return nil
}
