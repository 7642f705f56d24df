package main

import (
	"errors"
	"fmt"
	"strings"
)

// errStoreURL: the text does not name a store that this program can open.
var errStoreURL = errors.New("not the URL of a store")

// storeForms names what a store's URL can be.
const storeForms = "write sqlite:PATH for a file, such as sqlite:stakegraph.db, or sqlite::memory: for a graph that " +
	"lasts as long as the program"

// storeURL says where a graph is kept. Its zero value names nothing.
type storeURL struct {
	sqlite string // a file's path, or the name of the database in memory
}

// parseStoreURL reads a URL as a person writes it. Its errors do not repeat what stands after the scheme, which can be a
// password; for the same reason Kong, whose errors repeat a variable of the environment, is not asked to read it.
func parseStoreURL(text string) (storeURL, error) {
	scheme, rest, found := strings.Cut(text, ":")
	refused := ""
	switch {
	case !found:
		refused = "it has no scheme"
	case scheme == "bolt" || scheme == "neo4j" || strings.HasPrefix(scheme, "bolt+") || strings.HasPrefix(scheme, "neo4j+"):
		refused = fmt.Sprintf("Neo4j (%s:) is not built in yet", scheme)
	case scheme != "sqlite":
		refused = fmt.Sprintf("the scheme %q is not known", scheme)
	case rest == "":
		refused = "a path is missing"
	case strings.HasPrefix(rest, "//"):
		refused = "sqlite: is followed by a path, without //"
	default:
		return storeURL{sqlite: rest}, nil
	}
	return storeURL{}, fmt.Errorf("--store: %w: %s; %s (%w)", errStoreURL, refused, storeForms, errUsage)
}
