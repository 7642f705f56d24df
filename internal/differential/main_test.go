package differential_test

import (
	"os"
	"testing"

	"github.com/stakegraph/stakegraph/graph/neo4j"
	"github.com/stakegraph/stakegraph/internal/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// forTest returns the configuration of the database that the tests of this package share.
func forTest(t testing.TB) neo4j.Config {
	t.Helper()
	var config neo4j.Config
	config.URI, config.User, config.Password = neo4jtest.ForTest(t)
	return config
}
