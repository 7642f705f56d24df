package differential_test

import (
	"flag"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/sqlite"
)

var matrixFlag = flag.Int("matrix", 40, "how many queries of the matrix TestMatrixOnNeo4j asks; 0: all")

// valuesOfPair is the number of sets of values for each query of the matrix.
const valuesOfPair = 3

// pair is a construct and a condition inside it, with a query that contains them.
type pair struct {
	outer, inner string
	document
}

// start is a list with a filter: the text of the query before and after the filter.
type start struct {
	filter        *ast.Definition
	before, after string
}

// starts returns one list for each type of filter, at the root or below a root field.
func starts(schema *ast.Schema) []start {
	var all []start
	has := map[string]bool{}
	add := func(s start) {
		if !has[s.filter.Name] {
			has[s.filter.Name] = true
			all = append(all, s)
		}
	}
	var roots ast.FieldList
	for _, f := range fieldsOf(schema.Query) {
		if filter := f.Arguments.ForName("filter"); filter != nil {
			roots = append(roots, f)
			add(start{schema.Types[filter.Type.Name()], "{ " + f.Name + "(first: 100, filter: ", ") { totalCount nodes { id } } }"})
		}
	}
	for _, root := range roots {
		node := schema.Types[schema.Types[root.Type.Name()].Fields.ForName("nodes").Type.Name()]
		for _, f := range node.Fields {
			if filter := f.Arguments.ForName("filter"); filter != nil {
				add(start{
					schema.Types[filter.Type.Name()], "{ " + root.Name + "(first: 100) { nodes { id " + f.Name + "(first: 20, filter: ",
					") { totalCount edges { relationship { id } node { id } } } } } }",
				})
			}
		}
	}
	return all
}

// inside returns all conditions of a filter: constructs, each with one condition inside, and then comparisons. The number
// determines which condition is inside the first construct; the following ones take the next conditions.
func inside(schema *ast.Schema, number int) func(on *ast.Definition) []leaf {
	known := map[string][]leaf{}
	return func(on *ast.Definition) []leaf {
		if all, has := known[on.Name]; has {
			return all
		}
		var all []leaf
		for _, w := range wraps(schema, on) {
			conditions := leaves(schema, w.inside)
			all = append(all, leaf{w.kind, func(d *draft) string {
				number++
				return w.write(d, conditions[number%len(conditions)].write(d))
			}})
		}
		known[on.Name] = append(all, leaves(schema, on)...)
		return known[on.Name]
	}
}

// matrix returns the queries of all pairs. If several types allow a pair, different pairs use different types.
func matrix(schema *ast.Schema) []pair {
	type place struct {
		start
		outer wrap
		inner leaf
	}
	places := map[[2]string][]place{}
	within := inside(schema, 0)
	for _, s := range starts(schema) {
		for _, outer := range wraps(schema, s.filter) {
			for _, inner := range within(outer.inside) {
				key := [2]string{outer.kind, inner.kind}
				places[key] = append(places[key], place{s, outer, inner})
			}
		}
	}
	keys := slices.SortedFunc(maps.Keys(places), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	pairs := make([]pair, len(keys))
	for i, key := range keys {
		at := places[key][i*31%len(places[key])]
		d := &draft{schema: schema}
		text := at.before + at.outer.write(d, at.inner.write(d)) + at.after
		pairs[i] = pair{key[0], key[1], d.document(text)}
	}
	return pairs
}

// constructs are the kinds of wraps.
var constructs = []string{
	"and", "or", "not", "some", "all", "none", "single", "aggregate.filter", "node", "kind", "single node",
}

// apart reports whether the schema cannot express a pair: only relationships have a far node and Boolean properties, only
// interfaces have kinds, only state funds have a level, and filters of kinds have no single nodes.
func apart(outer, inner string) bool {
	ofNode := outer == "node" || outer == "kind" || outer == "single node"
	switch operand, _, _ := strings.Cut(inner, "."); operand {
	case "node", "BooleanFilter":
		return ofNode
	case "kind":
		return ofNode && outer != "node"
	case "single node":
		return outer == "kind"
	case "StateFundLevelFilter":
		return outer != "and" && outer != "or" && outer != "not" && outer != "kind"
	}
	return false
}

// TestMatrixHasAll checks that the matrix has every construct and every operator inside every construct.
func TestMatrixHasAll(t *testing.T) {
	pairs := matrix(querySchema)
	has := map[[2]string]bool{}
	inner := map[string]bool{}
	for _, p := range pairs {
		has[[2]string{p.outer, p.inner}] = true
		inner[p.inner] = true
	}
	for _, outer := range constructs {
		for name := range inner {
			if has[[2]string{outer, name}] == apart(outer, name) {
				t.Errorf("a query has %s inside %s: %t", name, outer, has[[2]string{outer, name}])
			}
		}
	}
	if len(inner) < len(constructs)+100 {
		t.Errorf("there are only %d constructs and operators", len(inner))
	}
}

// aMatrixGraph returns a graph in which most queries of the matrix select some of the rows.
func aMatrixGraph() history { return graphs.Example(scattered(3)) }

// TestMatrix runs every query of the matrix on SQLite and the oracle.
func TestMatrix(t *testing.T) {
	h := aMatrixGraph()
	s, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if _, err := h.load(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	c := &compared{oracle: inMemory(h), counts: newCounter(0)}
	c.executors[0] = serve(engine.Config{Store: s, Logger: slog.New(slog.DiscardHandler)})
	values, pairs, reported := collectValues(h), matrix(querySchema), 0
	for i, p := range pairs {
		answers := map[string]bool{}
		for j := range valuesOfPair {
			set := p.example(values, i*valuesOfPair+j)
			answer := c.post(t.Context(), 0, p.document, set)
			answers[answer] = true
			if what, how := c.evaluated(p.document, set, answer); what != "" || c.counts.evaluated != i*valuesOfPair+j+1 {
				t.Fatalf("%s inside %s: %s: %s\n%s\n%v\n%s", p.inner, p.outer, what, how, p.text, set, answer)
			}
		}
		if len(answers) > 1 {
			reported++
		}
	}
	if reported*3 < len(pairs) {
		t.Errorf("of %d pairs only %d tell values apart", len(pairs), reported)
	}
}

// TestMatrixOnNeo4j runs evenly spaced queries of the matrix on both stores.
func TestMatrixOnNeo4j(t *testing.T) {
	h := aMatrixGraph()
	c := onBoth(t, h, newCounter(0))
	defer c.close()
	values, pairs := collectValues(h), matrix(querySchema)
	most := *matrixFlag
	if most == 0 || most > len(pairs) {
		most = len(pairs)
	}
	for n := range most {
		i := n * len(pairs) / most
		p := pairs[i]
		for j := range valuesOfPair {
			if _, found := c.once(t.Context(), p.document, p.example(values, i*valuesOfPair+j)); found != nil {
				t.Errorf("%s inside %s: %s", p.inner, p.outer, found)
				break
			}
		}
	}
	t.Logf("%d shapes, %d queries", len(c.counts.shapes), c.counts.queries)
}

// example draws a set of values for a document's variables. The seed determines them.
func (d document) example(s *valuePool, seed int) map[string]any {
	if len(d.variables) == 0 {
		return nil
	}
	return d.values(s).Example(scattered(uint64(seed)))
}
