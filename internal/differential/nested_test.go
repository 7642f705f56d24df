package differential_test

import (
	"flag"
	"slices"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

var nestedFlag = flag.Int("nested", 25, "how many of its queries TestNestedOnNeo4j asks; 0: all")

// quantifiers are the constructs with a condition on the relationships of a node.
var quantifiers = []string{"some", "all", "none", "single", "aggregate.filter"}

// nestedDocuments returns a query for each chain of three quantifiers. Different chains use different types and innermost
// conditions.
func nestedDocuments(schema *ast.Schema) []document {
	var all []document
	roots := starts(schema)
	for _, outer := range quantifiers {
		for _, middle := range quantifiers {
			for _, inner := range quantifiers {
				all = append(all, nestedDocument(schema, roots, []string{outer, middle, inner}, len(all)))
			}
		}
	}
	return all
}

func nestedDocument(schema *ast.Schema, roots []start, chain []string, number int) document {
	type query struct {
		start
		wraps []wrap
	}
	var queries []query
	for _, root := range roots {
		queries = append(queries, query{start: root})
	}
	for _, kind := range chain {
		var further []query
		for _, w := range queries {
			on := w.filter
			if len(w.wraps) > 0 {
				on = w.wraps[len(w.wraps)-1].inside
			}
			for _, next := range wraps(schema, on) {
				if next.kind == kind {
					further = append(further, query{w.start, append(slices.Clone(w.wraps), next)})
				}
			}
		}
		queries = further
	}
	at := queries[number*7919%len(queries)]
	d := &draft{schema: schema}
	conditions := leaves(schema, at.wraps[len(at.wraps)-1].inside)
	text := conditions[number*31%len(conditions)].write(d)
	for _, w := range slices.Backward(at.wraps) {
		text = w.write(d, text)
	}
	return d.document(at.before + text + at.after)
}

// TestNestedOnNeo4j runs evenly spaced chains of three conditions on relationships on both stores.
func TestNestedOnNeo4j(t *testing.T) {
	h := aMatrixGraph()
	c := onBoth(t, h, newCounter(0))
	defer c.close()
	values, documents := collectValues(h), nestedDocuments(querySchema)
	most := *nestedFlag
	if most == 0 || most > len(documents) {
		most = len(documents)
	}
	for n := range most {
		i := n * len(documents) / most
		for j := range valuesOfPair {
			if _, found := c.once(t.Context(), documents[i], documents[i].example(values, i*valuesOfPair+j)); found != nil {
				t.Error(found)
				break
			}
		}
	}
	t.Logf("%d shapes, %d queries, %d not empty", len(c.counts.shapes), c.counts.queries, c.counts.filled)
}
