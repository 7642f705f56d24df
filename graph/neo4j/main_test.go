package neo4j_test

import (
	"os"
	"testing"

	"github.com/stakegraph/stakegraph/internal/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }
