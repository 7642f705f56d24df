package main

import (
	"errors"
	"strings"
	"testing"
)

func TestStoreURL(t *testing.T) {
	for text, path := range map[string]string{
		"sqlite:stakegraph.db":     "stakegraph.db",
		"sqlite:/var/lib/graph.db": "/var/lib/graph.db",
		"sqlite:a b:c?d.db":        "a b:c?d.db",
		"sqlite::memory:":          ":memory:",
	} {
		if u, err := parseStoreURL(text); err != nil || u.sqlite != path {
			t.Errorf("%s: %q, %v; want %q", text, u.sqlite, err, path)
		}
	}
}

func TestStoreURLRefused(t *testing.T) {
	for text, want := range map[string]string{
		"":                               "no scheme",
		"stakegraph.db":                  "no scheme",
		"sqlite:":                        "path is missing",
		"sqlite:///var/lib/graph.db":     "without //",
		"bolt://neo4j:secret@db":         "Neo4j (bolt:) is not built in yet",
		"neo4j://neo4j:secret@db":        "Neo4j (neo4j:) is not built in yet",
		"neo4j+s://neo4j:secret@db":      "Neo4j (neo4j+s:) is not built in yet",
		"postgres://someone:secret@db/x": `"postgres" is not known`,
	} {
		_, err := parseStoreURL(text)
		switch {
		case !errors.Is(err, errStoreURL):
			t.Errorf("%q: %v, want errStoreURL", text, err)
		case !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "sqlite:PATH"):
			t.Errorf("%q: %v does not say %q and what to write", text, err, want)
		case strings.Contains(err.Error(), "secret"):
			t.Errorf("%q: the error tells the password: %v", text, err)
		}
	}
}
