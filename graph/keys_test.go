package graph_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/engine"
)

// TestKeysOfGroups checks the key of a group: the name of the value of an enum, and null for properties that the rows
// are not grouped by.
func TestKeysOfGroups(t *testing.T) {
	executor := serve(engine.Config{Store: littleGiants(t)})
	_, body := post(t, executor, `{ investors {
		groups(by: [LEVEL], orderBy: [{ key: ASC }], first: 2) { nodes { key { level city year sector { id } } } }
	} }`, nil)
	type key struct {
		Level, City, Year, Sector any
	}
	var answer struct {
		Data struct {
			Investors struct {
				Groups struct{ Nodes []struct{ Key key } }
			}
		}
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatal(err)
	}
	var keys []key
	for _, group := range answer.Data.Investors.Groups.Nodes {
		keys = append(keys, group.Key)
	}
	if diff := cmp.Diff([]key{{Level: "CENTRAL"}, {Level: "PROVINCIAL"}}, keys); diff != "" {
		t.Errorf("the keys are\n%s\n%s", diff, body)
	}
}
