package storetest

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// list is a list in a record as cases write it, with nil, numbers, booleans, texts and lists.
type list = []any

// readCase is a plan and its expected record.
type readCase struct {
	name string
	plan *plan.Plan
	want list
}

func checkCases(t *testing.T, s store.Store, cases []readCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Helper()
			expect(t, s, c.plan, c.want)
		})
	}
}

// expect runs a plan and compares the record with the expected one.
func expect(t *testing.T, s store.Reader, p *plan.Plan, want list) {
	t.Helper()
	expected, got := asDecoded(want), run(t, s, p)
	if reflect.DeepEqual(expected, got) {
		return // cmp.Diff takes twice as long with each level of nested lists
	}
	if diff := cmp.Diff(expected, got); diff != "" {
		t.Errorf("Run: wrong record (-want +got):\n%s", diff)
	}
}

// run runs a plan and returns its decoded record.
func run(t *testing.T, s store.Reader, p *plan.Plan) any {
	t.Helper()
	record, err := s.Run(t.Context(), p)
	if err != nil {
		t.Fatalf("Run: %v", err)
	}
	return Decode(record, record.Root())
}

// rowsOf runs a plan with one list and returns the list's rows.
func rowsOf(t *testing.T, s store.Reader, l *plan.List) list {
	t.Helper()
	root := run(t, s, root(l)).(list)
	if len(root) != 1 {
		t.Fatalf("Run: %d values for a plan of one item", len(root))
	}
	rows, isList := root[0].(list)
	if !isList {
		t.Fatalf("Run: %v is not a list of rows", root[0])
	}
	return rows
}

// asDecoded converts a written value to the type that Decode returns.
func asDecoded(v any) any {
	switch v := v.(type) {
	case int:
		return int64(v)
	case bool:
		if v {
			return int64(1)
		}
		return int64(0)
	case []any:
		decoded := make([]any, len(v))
		for i := range v {
			decoded[i] = asDecoded(v[i])
		}
		return decoded
	}
	return v
}

// singles returns a row with a single value for each value.
func singles[T any](values ...T) list {
	rows := make(list, len(values))
	for i, v := range values {
		rows[i] = list{v}
	}
	return rows
}

// only returns the record of a plan with one item.
func only(value any) list { return list{value} }
