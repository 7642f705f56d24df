package neo4j_test

import (
	"os"
	"testing"

	"stakegraph/graph/neo4j/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }
