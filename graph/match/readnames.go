package match

import "github.com/stakegraph/stakegraph/graph/search/lexicon"

// readNames keeps the names of the candidates of a match taken apart, since many rows have the same candidates.
type readNames struct {
	byText map[string]*readName
	asWays map[string][]string
}

// readName is a name taken apart.
type readName struct {
	text  lexicon.Text
	parts lexicon.Parts
}

func newReadNames() *readNames {
	return &readNames{map[string]*readName{}, map[string][]string{}}
}

// read takes a name apart.
func (n *readNames) read(name string) *readName {
	read, before := n.byText[name]
	if !before {
		t := lexicon.Parse(name)
		read = &readName{t, lexicon.PartsOf(t)}
		n.byText[name] = read
	}
	return read
}

// ways returns in how many ways the name of a node stands for itself.
func (n *readNames) ways(name string) []string {
	all, before := n.asWays[name]
	if !before {
		all = nodeWays(name)
		n.asWays[name] = all
	}
	return all
}
