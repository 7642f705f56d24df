package document

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"github.com/stakegraph/stakegraph"
	"github.com/stakegraph/stakegraph/graph/lru"
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

// TestDistinctDocuments checks that documents which are requested once are not kept in memory, and that cached
// documents keep no more alive than the size of the cache, including everything that they refer to.
func TestDistinctDocuments(t *testing.T) {
	schema := stakegraph.NewExecutableSchema(stakegraph.Config{}).Schema()
	r := NewReader(Config{Schema: schema, Limits: DefaultLimits, CacheBytes: 2 << 20})
	read := func(text string) {
		t.Helper()
		if _, errs := r.Read(text); len(errs) > 0 {
			t.Fatal(errs)
		}
	}
	chance := rand.New(rand.NewPCG(1, 2))
	for range 2 {
		read("{ firms { nodes { id } } }")
	}
	for range 50 {
		read(distinctDocument(chance))
	}
	if r.cache.Len() != 1 {
		t.Errorf("%d documents are kept of those that were asked for once, want the one that came back", r.cache.Len())
	}
	for range 150 {
		text := distinctDocument(chance)
		read(text)
		read(text)
	}
	alive := lru.Footprint(r.cache, ofSchema...)
	t.Logf("%d kept, weight %d of %d, alive %d", r.cache.Len(), r.cache.Weight(), r.cache.Most(), alive)
	if r.cache.Len() < 2 || r.cache.Len() >= 150 {
		t.Errorf("%d are kept: the bound is not met", r.cache.Len())
	}
	if r.cache.Weight() > r.cache.Most() || alive > r.cache.Most()*11/10 {
		t.Errorf("they weigh %d and keep %d bytes alive, of %d at most", r.cache.Weight(), alive, r.cache.Most())
	}
}

// TestIntrospectedObjects holds that what is read of the schema counts the same in fragments and without.
func TestIntrospectedObjects(t *testing.T) {
	schema := stakegraph.NewExecutableSchema(stakegraph.Config{}).Schema()
	r := NewReader(Config{Schema: schema, Limits: DefaultLimits})
	objects := func(text string) int {
		t.Helper()
		read, errs := r.Read(text)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		return r.Introspected(read.QueryDocument, read.Operations[0])
	}
	want := objects("{ __schema { types { name fields { name } } } }")
	if one := objects("{ firms { totalCount } __schema { queryType { name } } }"); one < 1 || want <= 100*one {
		t.Errorf("all fields count as %d objects, and a type as %d", want, one)
	}
	for _, text := range []string{
		"{ ... on Query { __schema { types { name fields { name } } } } }",
		"{ __schema { types { ... { name ... on __Type { fields { name } } } } } }",
		"{ ...q } fragment q on Query { __schema { types { ...t } } } fragment t on __Type { name fields { name } }",
	} {
		if got := objects(text); got != want {
			t.Errorf("%s: %d objects, want %d", text, got, want)
		}
	}
}

// TestFiguresOfFragments holds that what is written in fragments is counted, and compared with what is beside them.
func TestFiguresOfFragments(t *testing.T) {
	for _, c := range []struct {
		text                         string
		directives, aliases, repeats int
	}{
		{"{ __typename @include(if: true) b: __typename }", 1, 1, 0},
		{"{ ... @include(if: true) { b: __typename @skip(if: false) } }", 2, 1, 0},
		{"{ ...f @include(if: true) } fragment f on Query { b: __typename @skip(if: false) }", 2, 1, 0},
		{"{ __typename __typename }", 0, 0, 1},
		{"{ __typename ... { __typename } }", 0, 0, 1},
		{"{ __typename ...f } fragment f on Query { __typename }", 0, 0, 1},
		{"{ firms { totalCount } firms { totalCount } }", 0, 0, 2},
	} {
		parsed, err := parser.ParseQuery(&ast.Source{Input: c.text})
		if err != nil {
			t.Fatal(err)
		}
		f := measure(parsed, DefaultLimits)
		if f.directives != c.directives || f.aliases != c.aliases || f.repeats != c.repeats {
			t.Errorf("%s: %d directives, %d aliases, %d repeats, want %d, %d, %d",
				c.text, f.directives, f.aliases, f.repeats, c.directives, c.aliases, c.repeats)
		}
	}
}
