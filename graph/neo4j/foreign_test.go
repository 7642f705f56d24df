package neo4j_test

import (
	"errors"
	"strings"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/stakegraph/stakegraph/graph/neo4j"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/internal/neo4jtest"
)

// TestForeignDatabase checks that a database with nodes of another program, or with another layout, is not opened.
func TestForeignDatabase(t *testing.T) {
	config := forTest(t)
	for name, c := range map[string]struct{ statement, message string }{
		"another program": {"CREATE (:Other)", "contains nodes of another program"},
		"another layout":  {"CREATE (:StakegraphLayout {version: 1})", "has layout 1"},
	} {
		t.Run(name, func(t *testing.T) {
			loadedGraph = ""
			neo4jtest.Empty(t)
			defer neo4jtest.Empty(t)
			d, err := driver.NewDriverWithContext(config.URI, driver.BasicAuth(config.User, config.Password, ""))
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close(t.Context())
			if _, err := driver.ExecuteQuery(t.Context(), d, c.statement, nil, driver.EagerResultTransformer); err != nil {
				t.Fatal(err)
			}
			s, err := neo4j.Open(t.Context(), config)
			if err == nil {
				_ = s.Close()
				t.Fatal("the database was opened")
			}
			if !errors.Is(err, store.ErrForeign) || !strings.Contains(err.Error(), c.message) {
				t.Errorf("%v\nis not %q with %q", err, store.ErrForeign, c.message)
			}
		})
	}
}
