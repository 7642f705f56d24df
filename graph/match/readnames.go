package match

import "github.com/stakegraph/stakegraph/graph/search/lexicon"

// readNames caches the parsed names of candidates, since many rows share candidates.
type readNames struct {
	byText   map[string]*readName
	readings map[string][]string
}

// readName is a parsed name.
type readName struct {
	text  lexicon.Text
	parts lexicon.Parts
}

func newReadNames() *readNames {
	return &readNames{map[string]*readName{}, map[string][]string{}}
}

// read parses a name.
func (n *readNames) read(name string) *readName {
	return memoized(n.byText, name, func(name string) *readName {
		t := lexicon.Parse(name)
		return &readName{t, lexicon.PartsOf(t)}
	})
}

// readingsOf returns the readings of the name of a node.
func (n *readNames) readingsOf(name string) []string { return memoized(n.readings, name, nodeReadings) }

func memoized[V any](all map[string]V, name string, read func(string) V) V {
	v, before := all[name]
	if !before {
		v = read(name)
		all[name] = v
	}
	return v
}
