package plan

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// ErrLimit is wrapped by every LimitError.
var ErrLimit = errors.New("query too large")

// LimitError says which limit a query is beyond.
type LimitError struct {
	Limit  string // its name
	What   string // what is counted, in words for a person
	Most   int    // the limit's value
	Figure int    // the query's own
	More   bool   // the counting stopped at the figure: there may be more, and there is where it is the limit itself
	Advice string // what to do; empty: to ask for less
}

// Error says which limit it is, its value, the query's own figure, and what to do.
func (e *LimitError) Error() string {
	more := ""
	switch {
	case e.More && e.Figure > e.Most:
		more = "at least "
	case e.More:
		more = "more than "
	}
	advice := cmp.Or(e.Advice, "request less, or split the query")
	return fmt.Sprintf("%v: it has %s%d %s; at most %d are allowed: %s", ErrLimit, more, e.Figure, e.What, e.Most, advice)
}

// Unwrap returns ErrLimit.
func (e *LimitError) Unwrap() error { return ErrLimit }

// Limits bound a plan before a database is asked, since a database's own time-out does not bound its planning.
type Limits struct {
	Parts      int // lists, counts, ones, groups, their steps, measures, and conditions on relationships
	Depth      int // how deep these are nested
	Conditions int // comparisons in all filters together
	Objects    int // that the pages of its lists come to at most, where those of nested lists multiply
	Arguments  int // values in arguments, those of a variable wherever it is used
	Text       int // bytes of text in these; what is folded counts more, since it can grow elevenfold
	Searches   int // for names, for paths and the like: InitPlans
}

// DefaultLimits fit what both stores take as one statement. Neo4j plans the worst of them in tens of seconds the first
// time, as docs/neo4j.md says; a server that strangers can reach does well to allow less.
var DefaultLimits = Limits{
	Parts: 250, Depth: 20, Conditions: 2000, Objects: 1_000_000, Arguments: 5000, Text: 100_000, Searches: 10,
}

// counting is how many times a limit a Meter counts to, so that it can tell how far beyond a query is, and yet a query
// of any size is soon refused.
const counting = 4

// Meter counts what a plan has while it is made.
type Meter struct {
	Limits                   Limits
	parts, depth, conditions int
	arguments, text          int
	searches                 int
}

// Part counts one more part at a depth, 1 being a root field's. An error, which is a LimitError, says that there is no
// point in going on.
func (m *Meter) Part(depth int) error { return m.Parts(1, depth) }

// What parts count that the database has to make for every row of a list, however short its page.
const (
	MadeSortParts   = 10 // a sort by what some relationships come to
	SingleSortParts = 5  // a sort by a single node that rows lead to
	SourcesParts    = 5  // a condition on sources, whose list each row has as one text
)

// Parts counts a part that weighs as much as n, with errors as of Part.
func (m *Meter) Parts(n, depth int) error {
	m.parts += n
	m.depth = max(m.depth, depth)
	if m.parts > counting*m.Limits.Parts || depth > counting*m.Limits.Depth {
		return m.check(true)
	}
	return nil
}

// Search counts one more InitPlan, with errors as of Value.
func (m *Meter) Search() error {
	if m.searches++; m.searches > m.Limits.Searches {
		return m.check(true)
	}
	return nil
}

// Condition counts n more comparisons, with errors as of Part.
func (m *Meter) Condition(n int) error {
	m.conditions += n
	if m.conditions > counting*m.Limits.Conditions {
		return m.check(true)
	}
	return nil
}

// Value counts one more value of an argument, with the bytes of its text, before anything is made of it. An error, which
// is a LimitError, says that there is no point in going on.
func (m *Meter) Value(text int) error {
	m.arguments++
	if err := checkInput("arguments", "values", m.arguments, m.Limits.Arguments); err != nil {
		return err
	}
	return m.addText(text)
}

// foldedWeight is how much more than its bytes a text counts that is folded: NFKC makes eighteen characters of one.
const foldedWeight = 10

// Folded counts a text that is to be folded, beyond what Value has counted. Plain ASCII is folded at once.
func (m *Meter) Folded(text string) error {
	if strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return m.addText((foldedWeight - 1) * len(text))
	}
	return nil
}

func (m *Meter) addText(n int) error {
	m.text += n
	return checkInput("text", "bytes of text", m.text, m.Limits.Text)
}

func checkInput(limit, what string, figure, most int) error {
	if figure <= most {
		return nil
	}
	return &LimitError{
		Limit: limit, What: what + " in its arguments (each use of a variable counts)", Most: most, Figure: figure, More: true,
	}
}

// Check returns a LimitError where a plan that is complete is beyond a limit.
func (m *Meter) Check(p *Plan) error {
	if err := m.check(false); err != nil {
		return err
	}
	// Far above the limit, the exact number of objects is not counted.
	stop := 1000 * m.Limits.Objects
	if n := p.Objects(stop); n > m.Limits.Objects {
		return &LimitError{
			Limit: "objects", What: "objects (sizes of nested pages multiply)", Most: m.Limits.Objects, Figure: n, More: n == stop,
			Advice: "request smaller pages, or split the query",
		}
	}
	return nil
}

func (m *Meter) check(unfinished bool) error {
	for _, c := range []struct {
		limit, what  string
		most, figure int
	}{
		{"parts", "parts (lists, totals, groups, single nodes and conditions on relationships)", m.Limits.Parts, m.parts},
		{"relationships", "levels of relationships within relationships", m.Limits.Depth, m.depth},
		{"searches", "searches for names, paths and the like", m.Limits.Searches, m.searches},
		{"conditions", "conditions in its filters", m.Limits.Conditions, m.conditions},
	} {
		if c.figure > c.most {
			return &LimitError{Limit: c.limit, What: c.what, Most: c.most, Figure: c.figure, More: unfinished}
		}
	}
	return nil
}
