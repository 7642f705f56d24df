package neo4j

import (
	"errors"
	"fmt"

	"github.com/stakegraph/stakegraph/graph/store"
)

var errDecode = errors.New("a value has an unknown type")

// decode converts the values that a statement returns to a record within an allowance.
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

// extent returns the number of values in a list, including nested ones, and the bytes of their texts. This is much
// cheaper than growing the record repeatedly.
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

// appendValue appends a value from the driver.
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
