package neo4j_test

import (
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"stakegraph/graph/neo4j"
	"stakegraph/graph/neo4j/neo4jtest"
	"stakegraph/graph/store"
	"stakegraph/graph/store/storetest"
)

func TestConformance(t *testing.T) {
	var config neo4j.Config
	config.URI, config.User, config.Password = neo4jtest.ForTest(t)
	storetest.Run(t, func(t *testing.T) store.Store {
		t.Helper()
		clearDatabase(t, config)
		s, err := neo4j.Open(t.Context(), config)
		if err != nil {
			t.Fatalf("Open: %v", err)
		}
		return s
	}, storetest.Options{ReadsDuringLoad: true})
}

// clearDatabase removes every node and leaves indexes as they are.
func clearDatabase(t *testing.T, config neo4j.Config) {
	t.Helper()
	auth := driver.NoAuth()
	if config.User != "" {
		auth = driver.BasicAuth(config.User, config.Password, "")
	}
	d, err := driver.NewDriverWithContext(config.URI, auth)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close(t.Context()) }()
	session := d.NewSession(t.Context(), driver.SessionConfig{DatabaseName: config.Database})
	defer func() { _ = session.Close(t.Context()) }()
	result, err := session.Run(t.Context(), "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 20000 ROWS", nil)
	if err == nil {
		_, err = result.Consume(t.Context())
	}
	if err != nil {
		t.Fatalf("clear the database: %v", err)
	}
}
