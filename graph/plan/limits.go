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

// LimitError reports the limit that a query exceeds.
type LimitError struct {
	Limit  string // name of the limit
	What   string // description of the counted thing
	Most   int    // value of the limit
	Figure int    // count of the query
	More   bool   // counting stopped at Figure: the true count may be larger, and is larger if Figure is Most
	Advice string // what to do; empty for the general advice to request less
}

// Error names the limit with its value, the count of the query, and what to do.
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

// Limits bound a plan before a database sees it, because a database's own timeout does not bound its planning.
type Limits struct {
	Parts      int // lists, totals, single nodes, groups, their steps, aggregates, and conditions on relationships
	Depth      int // levels of nesting of these
	Conditions int // comparisons in all filters together
	Objects    int // maximum number of objects on its pages; the sizes of nested pages multiply
	Arguments  int // values in arguments; each use of a variable counts
	Text       int // bytes of text in these; text that is folded and not ASCII counts tenfold, see Meter.Folded
	Searches   int // InitPlans
}

// DefaultLimits are what both stores accept as one statement. Neo4j needs tens of seconds to plan the largest of them
// for the first time, see docs/neo4j.md. A public server should allow less.
var DefaultLimits = Limits{
	Parts: 250, Depth: 20, Conditions: 2000, Objects: 1_000_000, Arguments: 5000, Text: 100_000, Searches: 10,
}

// counting is the multiple of a limit at which a Meter stops. An error can thus say how far a query exceeds the limit,
// and yet a query of any size is refused soon.
const counting = 4

// Meter counts the parts of a plan while the plan is built.
type Meter struct {
	Limits                   Limits
	parts, depth, conditions int
	arguments, text          int
	searches                 int
}

// Part counts one more part at a depth; a root field has depth 1. An error is a LimitError, and planning should stop.
func (m *Meter) Part(depth int) error { return m.Parts(1, depth) }

// Weights of parts that the database must compute for every row of a list, however short its page.
const (
	MadeSortParts   = 10 // a sort by an aggregate of relationships
	SingleSortParts = 5  // a sort by a single node that rows lead to
	SourcesParts    = 5  // a condition on sources, whose list is one text in each row
)

// Parts counts a part with the weight n. Errors are as for Part.
func (m *Meter) Parts(n, depth int) error {
	m.parts += n
	m.depth = max(m.depth, depth)
	if m.parts > counting*m.Limits.Parts || depth > counting*m.Limits.Depth {
		return m.check(true)
	}
	return nil
}

// Search counts one more InitPlan. Errors are as for Part.
func (m *Meter) Search() error {
	if m.searches++; m.searches > m.Limits.Searches {
		return m.check(true)
	}
	return nil
}

// Condition counts n more comparisons. Errors are as for Part.
func (m *Meter) Condition(n int) error {
	m.conditions += n
	if m.conditions > counting*m.Limits.Conditions {
		return m.check(true)
	}
	return nil
}

// Value counts one more value of an argument with the bytes of its text, before the value is processed. An error is a
// LimitError, and planning should stop.
func (m *Meter) Value(text int) error {
	m.arguments++
	if err := checkInput("arguments", "values", m.arguments, m.Limits.Arguments); err != nil {
		return err
	}
	return m.addText(text)
}

// foldedWeight is the weight of a byte of a text that is folded and not ASCII. In the worst case, NFKC turns one
// character of 3 bytes in UTF-8 (U+FDFA) into 18 characters of 33 bytes: eleven times the bytes.
const foldedWeight = 10

// Folded counts the additional weight of a text that is folded, beyond what Value counts. ASCII has none, since folding
// it is fast.
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

// Check returns a LimitError if a complete plan exceeds a limit.
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
