package engine

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/document"
	"github.com/stakegraph/stakegraph/graph/lru"
	"github.com/stakegraph/stakegraph/graph/planner"
	"github.com/stakegraph/stakegraph/graph/store"
)

// distinctDocument returns one of very many documents of about 10 kB with the same fields in different orders.
func distinctDocument(chance *rand.Rand) string {
	scalars := strings.Fields("id name nameZh aliases city province country foundedYear website unicornSince valuationUsd listing " +
		"__typename sources{id}")
	var text strings.Builder
	text.WriteString("{")
	for i := range 42 {
		chance.Shuffle(len(scalars), func(a, b int) { scalars[a], scalars[b] = scalars[b], scalars[a] })
		fmt.Fprintf(&text, ` a%d: firms(first:1, filter:{name:{contains:"zz"}}){totalCount nodes{%s investments(first:1){totalCount nodes{id}}}}`,
			i, strings.Join(scalars, " "))
	}
	text.WriteString("}")
	return text.String()
}

// planOnce reads and plans a document like a request.
func (e *Executor) planOnce(t *testing.T, text string) planned {
	t.Helper()
	made, err := e.planned(t, text)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func (e *Executor) planned(t *testing.T, text string) (planned, error) {
	t.Helper()
	ctx := graphql.StartOperationTrace(t.Context())
	d, errs := e.documents.Read(text)
	if len(errs) > 0 {
		return planned{}, errs
	}
	op, errs := e.operation(withDocument(ctx, d), &graphql.RawParams{Query: text})
	if len(errs) > 0 {
		return planned{}, errs
	}
	return e.plans.of(d, planner.Operation{Doc: op.Doc, Definition: op.Operation, Variables: op.Variables})
}

// TestPlansOfDistinctDocuments checks that plans which are requested once are not kept in memory, and that cached plans
// keep no more alive than the size of the cache, including everything that they refer to.
func TestPlansOfDistinctDocuments(t *testing.T) {
	const memory = 64 << 20
	e := New(Config{Store: store.Reader(nil), Memory: memory})
	chance := rand.New(rand.NewPCG(1, 2))
	usual := "{ firms { nodes { id } } }"
	for range 2 {
		e.planOnce(t, usual)
	}
	for range 50 {
		e.planOnce(t, distinctDocument(chance))
	}
	if e.plans.plans.Len() != 1 {
		t.Errorf("%d plans are kept of those that were asked for once, want the one that came back", e.plans.plans.Len())
	}
	for range 150 {
		text := distinctDocument(chance)
		e.planOnce(t, text)
		e.planOnce(t, text)
	}
	plans := e.plans.plans
	alive := lru.Footprint(plans)
	t.Logf("%d kept, weight %d of %d, alive %d", plans.Len(), plans.Weight(), plans.Most(), alive)
	if plans.Len() < 2 || plans.Len() >= 150 {
		t.Errorf("%d are kept: the bound is not met", plans.Len())
	}
	if plans.Weight() > plans.Most() || alive > plans.Most()*11/10 {
		t.Errorf("they weigh %d and keep %d bytes alive, of %d at most", plans.Weight(), alive, plans.Most())
	}
}

// TestRoomAfter checks that each value of a variable uses one byte plus the length of its text.
func TestRoomAfter(t *testing.T) {
	for _, c := range []struct {
		value any
		taken int
	}{
		{nil, 1},
		{true, 1},
		{"text", 1 + 4},
		{json.Number("12345678901234567890"), 1 + 20},
		{[]any{"a", json.Number("12")}, 1 + 2 + 3},
		{map[string]any{"name": []any{"a"}}, 1 + 4 + 1 + 2},
	} {
		if left := roomAfter(c.value, 100); left != 100-c.taken {
			t.Errorf("%v leaves %d of 100 bytes, want %d", c.value, left, 100-c.taken)
		}
	}
	many := []any{json.Number("123456"), strings.Repeat("never read", 100)}
	if left := roomAfter(many, 5); left >= 0 || left < -5 {
		t.Errorf("too many values leave %d of 5 bytes", left)
	}
}

// TestSharesOfMemory checks that the caches and the responses in progress leave room for the database and for requests.
func TestSharesOfMemory(t *testing.T) {
	const total = 512 << 20
	s := sharesOf(total)
	shares := []int64{s.documents, s.plans, s.persisted, s.schemas, s.networks, s.answers}
	sum := int64(0)
	for _, share := range shares {
		sum += share
	}
	if slices.Min(shares) <= 0 || sum > total*5/8 {
		t.Errorf("the shares %v are %d of %d bytes", shares, sum, total)
	}
}

// ofSchema are the types of the schema's objects that a document refers to.
var ofSchema = []reflect.Type{
	reflect.TypeFor[ast.Schema](), reflect.TypeFor[ast.Definition](), reflect.TypeFor[ast.FieldDefinition](),
	reflect.TypeFor[ast.DirectiveDefinition](), reflect.TypeFor[ast.ArgumentDefinition](), reflect.TypeFor[ast.Type](),
}

// TestPlanHoldsNoDocument checks that a cached plan does not refer to the syntax tree that it was built from.
func TestPlanHoldsNoDocument(t *testing.T) {
	e := New(Config{})
	text := distinctDocument(rand.New(rand.NewPCG(3, 4)))
	d, errs := e.documents.Read(text)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	made := e.planOnce(t, text)
	tree, cached := lru.Footprint(d, ofSchema...), lru.Footprint(made)
	both := lru.Footprint(struct {
		d *document.Document
		p planned
	}{d, made}, ofSchema...)
	if both < tree+cached*9/10 {
		t.Errorf("the document keeps %d bytes alive, the plan %d, and both together only %d", tree, cached, both)
	}
}
