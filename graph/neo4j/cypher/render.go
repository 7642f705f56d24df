package cypher

import (
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/plan"
)

// Query is a statement with the values of its parameters.
type Query struct {
	Text   string
	Params map[string]any
}

// Render writes a plan as one Cypher statement of one row, with a column for each item of the plan's row, and its
// parameters. All values are in one map, $p, because Neo4j plans a statement anew for every combination of types and
// sizes of parameters, of which a map is but one. Variables are numbered, so that the aliases of a query make no new
// text, and two plans that differ in values alone, nulls among them, give the same text; notBefore has the one exception.
//
// Each list is a subquery that picks its page before it reads the lists inside it, and collects its rows as lists.
//
// InitPlans, of which the database can look for each by a subquery, come before the lists that begin with what they find,
// and have a column each before the row's.
//
// The answer to a plan of more than so many objects comes in pieces, one a row, as pieces.go says.
func Render(p *plan.Plan, small int) Query {
	q, _ := rendered(p, small)
	return q
}

// Checked does the same, or returns an error that wraps store.ErrTooLarge, for a plan that the database would refuse for
// its size.
func Checked(p *plan.Plan, small int) (Query, error) {
	if err := checkSize(p); err != nil {
		return Query{}, err
	}
	q, looked := rendered(p, small)
	if looked > maxLooked {
		return Query{}, tooLarge("conditions on relationships within others, of one root field, that cannot be joined", maxLooked)
	}
	return q, nil
}

// rendered returns a plan's query, and how many sets the rows of one list are looked for in at most.
func rendered(p *plan.Plan, small int) (q Query, looked int) {
	r := newRenderer()
	r.initPlans(p.InitPlans)
	inner := r.subqueries(scope{}, p.Row)
	if comesInPieces(p, small) {
		r.pieces(p.Row, inner)
		return r.query(), r.mostLooked
	}
	var returned []string
	for i := range p.InitPlans {
		returned = append(returned, variable('w', i+1)) // what Go is to know of it
	}
	for _, number := range inner {
		returned = append(returned, variable('v', number))
	}
	r.line("RETURN ", strings.Join(returned, ", "))
	return r.query(), r.mostLooked
}

// renderer writes what a plan asks for.
type renderer struct {
	statement
	within int    // how many expressions the part being written is inside
	given  string // the variables that the subqueries of the plan's own row are given: what was found
	sets   []*nearEnds
	looked []int // the numbers of those that the rows of a root field are looked for in, or of a set

	mostLooked int // the most of them that one has
	outermost  int // how many outermost conditions of the root field have been met that are to be sets
}

func newRenderer() renderer {
	return renderer{statement: statement{text: make([]byte, 0, 2048), values: map[string]any{}}}
}

// maxBeside is how many subqueries stand beside each other. Neo4j's time to plan them grows with their square, so that
// more are grouped by further subqueries.
const maxBeside = 16

// subqueries writes a subquery for each item that needs one, and returns their numbers by the place of the item.
func (r *renderer) subqueries(s scope, row plan.Row) []int {
	numbers := make([]int, len(row.Items))
	var places []int
	for i, item := range row.Items {
		switch item := item.(type) {
		case *plan.TotalCount:
			if !isDegree(item.From, item.Where) {
				places = append(places, i)
			}
		case *plan.Aggregate:
			if numbers[i] = s.sortedBy(item); numbers[i] == 0 && !isDegreeOf(item) {
				places = append(places, i)
			}
		case *plan.List, *plan.One, *plan.Groups:
			places = append(places, i)
		case plan.Column:
		default:
			panic("cypher: an item of an unknown kind")
		}
	}
	r.beside(s, row, places, numbers)
	return numbers
}

// beside writes the subqueries of the items at some places.
func (r *renderer) beside(s scope, row plan.Row, places, numbers []int) {
	if len(places) <= maxBeside {
		for _, i := range places {
			r.subquery(s, func() { numbers[i] = r.item(s, row.Items[i]) })
		}
		return
	}
	each := maxBeside
	for each*maxBeside < len(places) {
		each *= maxBeside
	}
	for group := range slices.Chunk(places, each) {
		r.subquery(s, func() {
			r.beside(s, row, group, numbers)
			r.line("RETURN ")
			for i, place := range group {
				r.write(comma(i), variable('v', numbers[place]))
			}
		})
	}
}

// item writes what a subquery does for an item, and returns the number of what it returns.
func (r *renderer) item(s scope, item plan.Item) int {
	switch item := item.(type) {
	case *plan.TotalCount:
		return r.count(s, item)
	case *plan.List:
		return r.list(s, item)
	case *plan.One:
		return r.one(s, item)
	case *plan.Aggregate:
		return r.aggregateItem(s, item)
	case *plan.Groups:
		return (&group{renderer: r, of: item, values: item.Values}).all(s)
	default:
		panic("cypher: an item that has no subquery")
	}
}

// subquery writes a subquery that is given the outer row's variables.
func (r *renderer) subquery(s scope, write func()) { r.call(s, "CALL (", write) }

// optionally writes a subquery behind which a row stays for which it returns none, with nulls.
func (r *renderer) optionally(s scope, write func()) { r.call(s, "OPTIONAL CALL (", write) }

func (r *renderer) call(s scope, begin string, write func()) {
	if s.row == 0 && s.group == nil {
		r.looked, r.outermost = nil, 0 // since the field before has all of its rows
	}
	switch {
	case s.group != nil:
		r.enclose(begin, s.group.given(), write)
	case s.row == 0:
		r.enclose(begin, r.given, write)
	default:
		r.enclose(begin, s.given(), write)
	}
}

// row writes a row's values as a list, where the subqueries of its items stand before.
func (r *renderer) row(s scope, row plan.Row, numbers []int) {
	r.write("[")
	for i, item := range row.Items {
		value := variable('v', numbers[i])
		if numbers[i] == 0 && item.Source() != nil {
			value = degree(s, *item.Source())
		}
		switch item := item.(type) {
		case plan.Column:
			value = r.column(s, item)
		case *plan.TotalCount:
			value = r.onlyOn(s, item.On, value)
		case *plan.List:
			value = r.onlyOn(s, item.On, value)
		case *plan.One:
			value = r.onlyOn(s, item.On, value)
		case *plan.Groups:
			value = r.onlyOn(s, item.On, value)
		case *plan.Aggregate:
		default:
			panic("cypher: an item of an unknown kind")
		}
		r.write(comma(i), value)
	}
	r.write("]")
}

// initPlans writes the searches, and has the row's lists be given what they find.
func (r *renderer) initPlans(all []plan.InitPlan) {
	for i, initPlan := range all {
		number := i + 1
		r.enclose("CALL (", "", func() {
			switch initPlan := initPlan.(type) {
			case *plan.Paths:
				walk{r, number, initPlan.Expansion}.shortest(initPlan)
			case *plan.Neighbourhood:
				walk{r, number, initPlan.Expansion}.neighbourhood(initPlan)
			default:
				panic("cypher: a search that the database does not do by itself")
			}
		})
		if i > 0 {
			r.given += ", "
		}
		r.given += foundVariables(number, expansionOf(initPlan))
	}
}

// isDegree reports whether rows are all relationships of a node, whose number Neo4j knows without reading them.
func isDegree(from plan.From, where plan.Predicate) bool {
	return from.Kind == plan.Expand && where == nil
}

func degree(s scope, from plan.From) string {
	return "COUNT { " + s.pattern("") + arrow(from.Direction, "[:"+from.Rel.String()+"]") + "() }"
}

func (r *renderer) count(s scope, c *plan.TotalCount) int {
	inner := r.reached(s, c.From)
	r.match(s, inner, c.From, c.On, joined(c.Where))
	r.line("RETURN count(*) AS ", variable('v', inner.row))
	return inner.row
}

func (r *renderer) one(s scope, one *plan.One) int {
	inner := r.reached(s, one.From)
	r.match(s, inner, one.From, one.On, joined(one.Where))
	if kind := one.From.Kind; kind != plan.Lookup && kind != plan.Reference && kind != plan.GroupKeyNode { // which lead to one at most
		r.line("WITH ", inner.variables(one.From), " LIMIT 1")
	}
	numbers := r.subqueries(inner, one.Row)
	r.line("RETURN head(collect(")
	r.row(inner, one.Row, numbers)
	r.write(")) AS ", variable('v', inner.row))
	return inner.row
}
