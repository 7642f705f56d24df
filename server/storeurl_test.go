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

func TestNeo4jURL(t *testing.T) {
	for _, text := range []string{
		"bolt://localhost", "bolt+s://db:7687", "bolt+ssc://[::1]:7687", "neo4j://db.example.org:7687", "neo4j+s://x.databases.neo4j.io",
		"neo4j+ssc://db/", "neo4j://db:7687?region=eu",
	} {
		if u, err := parseStoreURL(text); err != nil || u != (storeURL{neo4j: text}) {
			t.Errorf("%s: %+v, %v", text, u, err)
		}
	}
}

func TestStoreURLRefused(t *testing.T) {
	for text, want := range map[string]string{
		"":                               "the scheme is missing",
		"stakegraph.db":                  "the scheme is missing",
		"sqlite:":                        "path is missing",
		"sqlite:///var/lib/graph.db":     "without //",
		"bolt://neo4j:secret@db":         "credentials are not allowed",
		"neo4j+s://neo4j:secret@db":      "credentials are not allowed",
		"neo4j://db:secret":              "not a URI",
		"neo4j:secret":                   "the host is missing",
		"bolt://":                        "the host is missing",
		"bolt://:7687":                   "the host is missing",
		"neo4j://db/secret":              "--neo4j-database",
		"bolt://db?region=secret":        "routing context",
		"postgres://someone:secret@db/x": `unknown scheme "postgres"`,
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
