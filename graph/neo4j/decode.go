package neo4j

import (
	"errors"
	"fmt"

	"stakegraph/graph/store"
)

var errDecode = errors.New("a value is of no type that the graph has")

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
