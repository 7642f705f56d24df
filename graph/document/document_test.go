package document

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

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
