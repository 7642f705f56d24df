package main

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// errStoreURL is the error for a URL that does not name a supported store.
var errStoreURL = errors.New("invalid URL of a database")

// storeForms describes the valid URLs of stores.
const storeForms = "write sqlite:PATH for a file, such as sqlite:stakegraph.db, sqlite::memory: for a database in " +
	"memory, bolt://HOST:PORT for a Neo4j server, or neo4j://HOST:PORT for a Neo4j cluster; bolt+s and neo4j+s use " +
	"TLS"

// storeURL is the location of a store. One of its fields is set.
type storeURL struct {
	sqlite string // path of a file, or sqlite.Memory
	neo4j  string // URI of a server or a cluster
}

// parseStoreURL parses the URL of a store. Its errors do not repeat the text after the scheme, which may contain a
// password. Kong does not parse it, because its errors repeat the values of environment variables.
func parseStoreURL(text string) (storeURL, error) {
	scheme, rest, found := strings.Cut(text, ":")
	refused := ""
	switch {
	case !found:
		refused = "the scheme is missing"
	case isNeo4j(scheme):
		if refused = refuseNeo4j(text); refused == "" {
			return storeURL{neo4j: text}, nil
		}
	case scheme != "sqlite":
		refused = fmt.Sprintf("unknown scheme %q", scheme)
	case rest == "":
		refused = "the path is missing"
	case strings.HasPrefix(rest, "//"):
		refused = "sqlite: must be followed by a path without //"
	default:
		return storeURL{sqlite: rest}, nil
	}
	return storeURL{}, fmt.Errorf("--store: %w: %s; %s (%w)", errStoreURL, refused, storeForms, errUsage)
}

// isNeo4j reports whether a scheme is one of Neo4j's. With +s the certificate of the server is verified, with +ssc
// any certificate is accepted.
func isNeo4j(scheme string) bool {
	return slices.Contains([]string{"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"}, scheme)
}

// refuseNeo4j returns the fault of a Neo4j URI, or "". A password in the URI would be visible in the process list and
// in logs.
func refuseNeo4j(text string) string {
	uri, err := url.Parse(text)
	switch {
	case err != nil:
		return "not a URI"
	case uri.User != nil:
		return "credentials are not allowed in the URL: set NEO4J_USERNAME and NEO4J_PASSWORD in the environment"
	case uri.Hostname() == "":
		return "the host is missing"
	case strings.Trim(uri.Path, "/") != "":
		return "a path is not allowed: set the database with --neo4j-database"
	case uri.RawQuery != "" && !strings.HasPrefix(uri.Scheme, "neo4j"):
		return "a routing context is only allowed with neo4j:"
	}
	return ""
}
