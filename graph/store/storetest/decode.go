package storetest

import (
	"encoding/json"

	"github.com/stakegraph/stakegraph/graph/store"
)

// Decode returns cell i of a record with its elements as Go values: nil, int64, string and []any, which is never nil. A
// boolean is 0 or 1, since a store may return either kind of cell for it.
func Decode(r *store.Record, i int) any {
	switch r.Kind(i) {
	case store.Integer, store.Bool:
		return r.Int(i)
	case store.String, store.JSONString:
		return r.Text(i)
	case store.List:
		list := []any{}
		for element := i + 1; element < r.Next(i); element = r.Next(element) {
			list = append(list, Decode(r, element))
		}
		return list
	case store.Null:
		return nil
	default:
		panic("storetest: a cell of an unknown kind")
	}
}

// FormatRecord returns a record as JSON.
func FormatRecord(r *store.Record) []byte {
	text, err := json.Marshal(Decode(r, r.Root()))
	if err != nil { // a record has nulls, booleans, integers, texts and lists
		panic(err)
	}
	return text
}
