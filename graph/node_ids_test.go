//go:build !race

package graph_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"
	"golang.org/x/tools/txtar"

	"github.com/stakegraph/stakegraph"
	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/internal/house"
	"github.com/stakegraph/stakegraph/server/playground"
)

// TestNodeFindsEveryID runs the query of each case, of each example on a page and of each example of the playground. For
// each object of the answer with an id, the field node must find this id, and return the same values for the fields of the
// object that are scalars. No object may have an id that only the answer shows.
func TestNodeFindsEveryID(t *testing.T) {
	frozen, own := serve(engine.Config{Store: littleGiants(t)}), serve(engine.Config{Store: shipped(t)})
	schema := stakegraph.NewExecutableSchema(stakegraph.Config{}).Schema()
	found := map[string]int{} // by type
	check := func(name string, executor http.Handler, query string, variables map[string]any) {
		t.Run(name, func(t *testing.T) {
			doc, errs := gqlparser.LoadQueryWithRules(schema, query, rules.NewDefaultRules())
			if errs != nil {
				return // a case of a wrong query
			}
			_, body := post(t, executor, query, variables)
			var answer struct{ Data map[string]any }
			if err := json.Unmarshal([]byte(body), &answer); err != nil {
				t.Fatal(err)
			}
			shown := shownObjects{}
			shown.add(answer.Data, doc.Operations[0].SelectionSet)
			for id, fields := range shown {
				found[checkNode(t, executor, id, fields)]++
			}
		})
	}
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		c, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var variables map[string]any
		if text := part(c, "variables.json"); text != nil {
			if err := json.Unmarshal(text, &variables); err != nil {
				t.Fatal(err)
			}
		}
		check(filepath.Base(file), frozen, string(part(c, "query.graphql")), variables)
	}
	for _, p := range house.Pages(t) {
		if strings.HasPrefix(p.Path, "docs/reference") {
			continue
		}
		examples, err := readExamples(p.Text)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range examples {
			executor := frozen
			if strings.HasPrefix(p.Path, "README.") {
				executor = own
			}
			check(fmt.Sprintf("%s line %d", p.Path, e.line), executor, e.query, nil)
		}
	}
	examples, err := playground.Examples()
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range examples {
		var variables map[string]any
		if e.Variables != "" {
			if err := json.Unmarshal([]byte(e.Variables), &variables); err != nil {
				t.Fatal(err)
			}
		}
		check(fmt.Sprintf("example %d", i+1), own, e.Query, variables)
	}
	for _, d := range schema.GetPossibleTypes(schema.Types["Node"]) {
		if d.Kind == ast.Object && found[d.Name] == 0 {
			t.Errorf("no answer shows the id of a %s", d.Name)
		}
	}
}

// shownObjects has the objects of an answer that have an id: for each id, the values of its scalar fields, by the
// selections that read them.
type shownObjects map[string]map[string]any

// add adds the objects of a value that a selection set has made.
func (s shownObjects) add(value any, set ast.SelectionSet) {
	switch value := value.(type) {
	case []any:
		for _, element := range value {
			s.add(element, set)
		}
	case map[string]any:
		id, fields := "", map[string]any{}
		s.object(value, set, &id, fields)
		if id != "" {
			if s[id] == nil {
				s[id] = map[string]any{}
			}
			maps.Copy(s[id], fields)
		}
	}
}

// object adds what is in an object, and finds its id and its scalar fields. A field of a fragment that does not apply to
// the object is not in it, unless another fragment has a field with its key.
func (s shownObjects) object(object map[string]any, set ast.SelectionSet, id *string, fields map[string]any) {
	for _, selection := range set {
		switch selection := selection.(type) {
		case *ast.Field:
			value, has := object[selection.Alias]
			switch {
			case !has || len(selection.Arguments) > 0 && selection.SelectionSet == nil:
			case selection.SelectionSet != nil:
				s.add(value, selection.SelectionSet)
			case selection.Name == "id":
				*id, _ = value.(string)
			case selection.Name != "__typename" && isNodeType(selection.ObjectDefinition):
				fields["... on "+selection.ObjectDefinition.Name+" { "+selection.Name+" }"] = value
			}
		case *ast.InlineFragment:
			s.object(object, selection.SelectionSet, id, fields)
		case *ast.FragmentSpread:
			s.object(object, selection.Definition.SelectionSet, id, fields)
		}
	}
}

func isNodeType(d *ast.Definition) bool {
	return d.Name == "Node" || slices.Contains(d.Interfaces, "Node")
}

// checkNode checks that node finds an id with the same values, and returns the type of the object.
func checkNode(t *testing.T, executor http.Handler, id string, fields map[string]any) (typeName string) {
	t.Helper()
	selections := slices.Sorted(maps.Keys(fields))
	_, body := post(t, executor, "query($id: ID!) { node(id: $id) { __typename id label "+strings.Join(selections, " ")+" } }", map[string]any{"id": id})
	var answer struct{ Data struct{ Node map[string]any } }
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatal(err)
	}
	node := answer.Data.Node
	if node["id"] != id || node["label"] == "" {
		t.Errorf("node finds %q as %s", id, body)
		return ""
	}
	for selection, value := range fields {
		name := strings.Fields(selection)[4]
		if got, has := node[name]; has {
			if diff := cmp.Diff(value, got); diff != "" {
				t.Errorf("%s of %q (-shown +node):\n%s", name, id, diff)
			}
		}
	}
	typeName, _ = node["__typename"].(string)
	return typeName
}
