package neo4j

import (
	"errors"
	"fmt"

	"stakegraph/graph/store"
)

var errDecode = errors.New("a value is of no type that the graph has")

// decode makes a record of the values that a statement answers with.
func decode(values []any) (*store.Record, error) {
	var b store.Builder
	b.Grow(cellsIn(values))
	if err := appendValue(&b, values); err != nil {
		return nil, err
	}
	return b.Record(), nil
}

// cellsIn counts a list and all that is in it, which is much cheaper than to make room again and again.
func cellsIn(values []any) int {
	n := 1 + len(values)
	for _, value := range values {
		if list, isList := value.([]any); isList {
			n += cellsIn(list) - 1
		}
	}
	return n
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
