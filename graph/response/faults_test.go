package response_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/response"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestWriteAround writes records that do not match: the innermost nullable value is null, and each fault has its path.
func TestWriteAround(t *testing.T) {
	required := response.Text{Required: true}
	name := object("name", required)
	fund := response.ByLabel{Labels: model.Funds.Labels(), Objects: []response.Object{*object("level", response.Null{}), {}}}
	all := func(value response.Value) response.Rows { return response.Rows{Limit: plan.Unlimited, Value: value} }
	type paths = [][]any
	for _, c := range []struct {
		name, record string
		root         *response.Object
		data         string
		paths        paths
	}{
		{"what fits", `["a"]`, object("x", required), `{"x":"a"}`, nil},
		{"a root field that can be null", `[[null], "b"]`, object("x", response.One{Value: name}, "y", response.Text{At: 1}), `{"x":null,"y":"b"}`, paths{{"x", "name"}}},
		{"none but the root field that can be null", `[[["a"], [null]], "b"]`, object("x", all(name), "y", response.Text{At: 1}), `{"x":null,"y":"b"}`, paths{{"x", 1, "name"}}},
		{"a leaf", `[7, 9, "b"]`, object("x", response.Text{}, "y", response.Enum{At: 1, Property: model.Level}, "z", response.Text{At: 2}), `{"x":null,"y":null,"z":"b"}`, paths{{"x"}, {"y"}}},
		{"the first of several in one value", `[[[["Firm"], ["VCFund"], ["Firm"]]]]`, object("x", response.One{Value: object("y", all(fund))}), `{"x":null}`, paths{{"x", "y", 0}}},
		{"the last, read backwards", `[[[["VCFund"], ["Firm"], ["VCFund"], ["VCFund"]]]]`, object("x", response.One{Value: object("y", response.Rows{Limit: plan.Unlimited, Backwards: true, Value: fund})}), `{"x":null}`, paths{{"x", "y", 2}}},
		{"in several places", `[[[[null]], [["a"]], [[null]]]]`, object("x", all(object("y", response.One{Value: name}))), `{"x":[{"y":null},{"y":{"name":"a"}},{"y":null}]}`, paths{{"x", 0, "y", "name"}, {"x", 2, "y", "name"}}},
		{"one of those that have an id", `[[["a", "A"], ["b", null]]]`, object("x", response.Placed{IDs: []string{"b", "a", "c"}, Of: []response.Looked{{Value: object("name", response.Text{At: 1, Required: true})}}}), `{"x":[null,{"name":"A"},null]}`, paths{{"x", 0, "name"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			record, err := store.ParseRecord(c.record)
			if err != nil {
				t.Fatal(err)
			}
			data, values, faults, err := response.WriteAround(c.root, nil, record, nil)
			if err != nil || string(data) != c.data {
				t.Fatalf("it writes %s, %v, want %s", data, err, c.data)
			}
			var got paths
			for _, fault := range faults {
				if !errors.Is(fault.Err, response.ErrRecord) {
					t.Errorf("the error is %v, want %v", fault.Err, response.ErrRecord)
				}
				got = append(got, fault.Path)
			}
			if diff := cmp.Diff(c.paths, got); diff != "" {
				t.Errorf("paths (-want +got):\n%s", diff)
			}
			for i, value := range values {
				if field := `"` + c.root.Fields[i].Name + `":` + string(value); !strings.Contains(c.data, field) {
					t.Errorf("the value of a root field is %s, in %s", value, c.data)
				}
			}
		})
	}
	t.Run("many", func(t *testing.T) {
		record, err := store.ParseRecord(`[[` + strings.Repeat(`[[null]],`, 199) + `[[null]]]]`)
		if err != nil {
			t.Fatal(err)
		}
		data, _, faults, err := response.WriteAround(object("x", all(object("y", response.One{Value: name}))), nil, record, nil)
		if err != nil || strings.Count(string(data), `{"y":null}`) != 200 || len(faults) != 50 {
			t.Errorf("it writes %s with %d faults, %v, want 200 values that are null and 50 faults", data, len(faults), err)
		}
	})
}
