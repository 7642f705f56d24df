package search

// readNames keeps the names of the candidates of a match taken apart, since many rows have the same candidates.
type readNames struct {
	byText map[string]*readName
	asWays map[string][]string
}

// readName is a name taken apart.
type readName struct {
	text  text
	parts parts
}

func newReadNames() *readNames {
	return &readNames{map[string]*readName{}, map[string][]string{}}
}

// read takes a name apart.
func (n *readNames) read(name string) *readName {
	read, before := n.byText[name]
	if !before {
		t := parse(name)
		read = &readName{t, partsOf(t)}
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
