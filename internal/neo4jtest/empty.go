package neo4jtest

import (
	"context"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Empty removes all nodes and relationships from the server of ForTest. Indexes remain.
func Empty(t testing.TB) {
	t.Helper()
	uri, user, password := ForTest(t)
	auth := neo4j.NoAuth()
	if user != "" {
		auth = neo4j.BasicAuth(user, password, "")
	}
	driver, err := neo4j.NewDriverWithContext(uri, auth)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = driver.Close(context.WithoutCancel(t.Context())) }()
	session := driver.NewSession(t.Context(), neo4j.SessionConfig{})
	defer func() { _ = session.Close(t.Context()) }()
	for _, text := range []string{ // first relationships, which is much faster for nodes with many of them
		"MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS",
		"MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS",
	} {
		result, err := session.Run(t.Context(), text, nil)
		if err == nil {
			_, err = result.Consume(t.Context())
		}
		if err != nil {
			t.Fatalf("empty the database: %v", err)
		}
	}
}
