//go:build !race

package graph_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql/introspection"

	"github.com/stakegraph/stakegraph/graph/engine"
)

// TestAttacks checks that each attack is refused by its own limit, and that the message has the number.
func TestAttacks(t *testing.T) {
	executor := serve(engine.Config{Store: littleGiants(t)})
	for _, a := range attacks() {
		t.Run(a.name, func(t *testing.T) {
			body := a.send(executor, 0)
			var answer struct {
				Data   map[string]any // without a value: a wrong argument is an error of its root field
				Errors []struct {
					Extensions struct {
						Code, Limit  string
						Most, Figure int
					}
				}
			}
			if err := json.Unmarshal(body, &answer); err != nil {
				t.Fatal(err)
			}
			if len(answer.Errors) == 0 {
				t.Fatalf("it is answered: %.300s", body)
			}
			for name, value := range answer.Data {
				if value != nil && name != "__typename" {
					t.Fatalf("%s is answered: %.300s", name, body)
				}
			}
			e := answer.Errors[0].Extensions
			if e.Limit != a.limit && e.Code != a.limit {
				t.Errorf("it is refused by %s %s, want %s: %.300s", e.Code, e.Limit, a.limit, body)
			}
			if e.Limit != "" && e.Figure <= e.Most {
				t.Errorf("its figure is %d, and the limit %d", e.Figure, e.Most)
			}
			if len(body) > 64<<10 {
				t.Errorf("the answer has %d bytes", len(body))
			}
		})
	}
}

// TestIntrospectionPasses checks that the introspection of tools is within the limits, and can be disabled.
func TestIntrospectionPasses(t *testing.T) {
	executor := serve(engine.Config{Store: littleGiants(t)})
	_, first := post(t, executor, introspection.Query, nil)
	if !strings.HasPrefix(first, `{"data":{"__schema":{`) {
		t.Errorf("it is not answered: %.300s", first)
	}
	if _, again := post(t, executor, introspection.Query, nil); again != first {
		t.Errorf("asked again it is answered otherwise: %.300s", again)
	}
	const beside = `query ($id: ID!) { __type(name: "Firm") { name } firm(id: $id) { name } }`
	for _, c := range []struct{ id, want string }{{"firm:uisee", "UISEE"}, {"firm:landspace", "LandSpace"}, {"firm:uisee", "UISEE"}} {
		if _, body := post(t, executor, beside, map[string]any{"id": c.id}); !strings.Contains(body, `"name":"`+c.want+`"`) {
			t.Errorf("beside data of %s: %s", c.id, body)
		}
	}
	closed := serve(engine.Config{Store: littleGiants(t), NoIntrospection: true})
	for _, query := range []string{
		introspection.Query, "{ a: __schema { __typename } }", `{ ... { __type(name: "Firm") { name } } }`,
		"{ ...f } fragment f on Query { __schema { __typename } }",
	} {
		if _, body := post(t, closed, query, nil); !strings.Contains(body, `"INTROSPECTION_DISABLED"`) || strings.Contains(body, `"data"`) {
			t.Errorf("it is answered: %.300s", body)
		}
	}
	if _, body := post(t, closed, "{ __typename }", nil); body != `{"data":{"__typename":"Query"}}`+"\n" {
		t.Errorf("__typename: %s", body)
	}
}
