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

// Render writes a plan as one Cypher statement that returns one row, with a column for each item of the plan's row, and
// its parameters. All values are in one map, $p, because Neo4j plans a statement again for each combination of types
// and sizes of parameters, and a map is a single type. Variables are numbered, so that aliases in a query do not change
// the text. Two plans that differ only in values, including nulls, give the same text; notBefore has the only
// exception.
//
// Each list is a subquery that selects its page before it reads the lists inside it, and collects its rows as lists.
//
// If the database can run the InitPlans by itself, their subqueries come before the lists that start from their
// results, and each has a column before the row's.
//
// If the plan has more than small objects, the answer comes in pieces, one in each row, as pieces.go describes.
func Render(p *plan.Plan, small int) Query {
	q, _ := rendered(p, small)
	return q
}

// Checked is Render with a check of the size. It returns an error that wraps store.ErrTooLarge for a plan that the
// database would reject for its size.
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

// rendered returns a plan's query, and the maximum number of sets in which the rows of one list are looked up.
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
		returned = append(returned, variable('w', i+1)) // the values of the InitPlan that Go reads
	}
	for _, number := range inner {
		returned = append(returned, variable('v', number))
	}
	r.line("RETURN ", strings.Join(returned, ", "))
	return r.query(), r.mostLooked
}

// renderer writes the Cypher of a plan.
type renderer struct {
	statement
	within int    // the number of expressions around the part that is being written
	given  string // the variables of InitPlans, which the subqueries of the plan's row have as arguments
	sets   []*nearEnds
	looked []int // the numbers of the sets in which the rows of a root field, or of a set, are looked up

	mostLooked int // the largest length of looked so far
	outermost  int // the number of outermost conditions of the root field that are sets
}

func newRenderer() renderer {
	return renderer{statement: statement{text: make([]byte, 0, 2048), values: map[string]any{}}}
}

// maxBeside is the maximum number of adjacent subqueries. The time of Neo4j to plan them grows with the square of their
// number, so larger numbers are grouped by further subqueries.
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
		case *plan.List, *plan.One, *plan.Groups, *plan.GroupCount:
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

// item writes the subquery of an item, and returns the number of its result.
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
	case *plan.GroupCount:
		return (&group{renderer: r, of: item.Groups(), values: item.Values, counted: true}).count(s)
	default:
		panic("cypher: an item that has no subquery")
	}
}

// subquery writes a subquery with the variables of the outer row.
func (r *renderer) subquery(s scope, write func()) { r.call(s, "CALL (", write) }

// optionally writes a subquery. If it returns no row, the outer row stays, with nulls.
func (r *renderer) optionally(s scope, write func()) { r.call(s, "OPTIONAL CALL (", write) }

func (r *renderer) call(s scope, begin string, write func()) {
	if s.row == 0 && s.group == nil {
		r.looked, r.outermost = nil, 0 // the field before has read all of its rows
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

// row writes the values of a row as a list, after the subqueries of its items.
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
		case *plan.GroupCount:
			value = r.onlyOn(s, item.On, value)
		case *plan.Aggregate:
		default:
			panic("cypher: an item of an unknown kind")
		}
		r.write(comma(i), value)
	}
	r.write("]")
}

// initPlans writes the subqueries of InitPlans, whose results become arguments of the row's lists.
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
				panic("cypher: an InitPlan that the database does not run by itself")
			}
		})
		if i > 0 {
			r.given += ", "
		}
		r.given += foundVariables(number, expansionOf(initPlan))
	}
}

// isDegree reports whether rows are all relationships of one type at a node. Neo4j stores their number.
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
	if kind := one.From.Kind; kind != plan.Lookup && kind != plan.Reference && kind != plan.GroupKeyNode && kind != plan.AtEnd && kind != plan.OtherID { // at most one
		r.line("WITH ", inner.variables(one.From), " LIMIT 1")
	}
	numbers := r.subqueries(inner, one.Row)
	r.line("RETURN head(collect(")
	r.row(inner, one.Row, numbers)
	r.write(")) AS ", variable('v', inner.row))
	return inner.row
}
