package planner

import (
	"errors"
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/history"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
	"github.com/stakegraph/stakegraph/graph/schema"
)

// Planner plans the operations of one schema. It is safe for use by several goroutines.
type Planner struct {
	schema   *ast.Schema
	bindings bindings
	limits   plan.Limits
	pages    Pages
}

// Pages are the sizes of pages, in rows.
type Pages struct {
	Default int // where the query does not say; no more than Most
	Most    int // that a query can ask for
}

// DefaultPages are the sizes that the schema's descriptions name.
var DefaultPages = Pages{Default: 20, Most: 1000}

// New returns a planner for the project's schema.
func New(parsed *ast.Schema, limits plan.Limits, pages Pages) *Planner {
	return &Planner{schema: parsed, bindings: bind(parsed, schema.Declared()), limits: limits, pages: pages}
}

// Operation is a validated query operation of a document.
type Operation struct {
	Doc        *ast.QueryDocument
	Definition *ast.OperationDefinition
	Variables  map[string]any // as given and with defaults; one that is absent has no key
}

// Plan plans an operation. The shape has a field for each root field except __schema and __type, which need no store.
// The error is input.Errors: all that is wrong with the operation's arguments, cursors and ids, or that it is beyond a limit.
func (pl *Planner) Plan(op Operation) (*plan.Plan, *response.Object, error) {
	p := &planner{op: op, builder: builder{
		Planner: pl, Reader: input.Reader{Schema: pl.schema, Variables: op.Variables, Meter: plan.Meter{Limits: pl.limits}},
	}}
	result := &plan.Plan{}
	if errs := p.CheckConditions(op.Doc, op.Definition); len(errs) > 0 {
		return nil, nil, errs
	}
	var err error
	if p.when, err = p.time(op.Definition.Directives, history.When{}); err != nil {
		return nil, nil, p.NameVariables(op.Doc, op.Definition, input.Errors{{Position: op.Definition.Position, Err: err}})
	}
	root := p.roots(&result.Row)
	result.InitPlans = p.initPlans
	if err := p.Meter.Check(result); err != nil && !p.beyond() {
		p.errs = input.Errors{{Err: err}}
	}
	if len(p.errs) > 0 {
		return nil, nil, p.NameVariables(op.Doc, op.Definition, p.errs)
	}
	return result, root, nil
}

// builder makes of what an operation asks for in its arguments and directives the conditions, orders and ways of the plan.
type builder struct {
	*Planner
	input.Reader
	when history.When // that is in force where is being planned
}

// planner is the planning of one operation.
type planner struct {
	builder
	op   Operation
	errs input.Errors

	initPlans []plan.InitPlan
	rows      int // of matches
}

// place is where the fields of a selection set are planned.
type place struct {
	row    *plan.Row
	labels model.LabelSet // those that the row's node can have
	depth  int
	path   ast.Path

	rel       model.RelType // of the row's relationship, where it has one
	contested *fact         // what the row's conflict is about, where it is one
}

// under returns the place of the rows of an item of this place's row.
func (at place) under(key string, row *plan.Row, labels model.LabelSet) place {
	return place{row: row, labels: labels, depth: at.depth + 1, path: at.at(key)}
}

// byID places the list of what has some ids, in the order of these, and returns its row too.
func (at place) byID(from plan.From, where plan.Predicate) (response.Looked, *plan.Row) {
	id := plan.Column{Property: model.ID}
	if from.Kind == plan.ByRelationshipID {
		id.Of = plan.OfRelationship
	}
	place, list := at.row.List(plan.List{From: from, Where: where, Order: []plan.Sort{{Column: id}}, Limit: plan.Unlimited})
	return response.Looked{At: place, IDAt: list.Row.Column(id)}, &list.Row
}

// at returns the path of a response key.
func (at place) at(key string) ast.Path {
	return append(at.path[:len(at.path):len(at.path)], ast.PathName(key))
}

// nothing stands for the value of a field that has an error.
const nothing = response.Constant("")

// failed keeps what is wrong with a field. Beyond a limit nothing more is planned, so there is one such error.
func (p *planner) failed(at place, f collected, err error) response.Value {
	if !errors.Is(err, plan.ErrLimit) || !p.beyond() {
		p.errs = append(p.errs, &input.FieldError{Path: at.at(f.key), Position: f.field.Position, Err: err})
	}
	return nothing
}

// unbound refuses a field that nothing is written for.
func (p *planner) unbound(at place, f collected) response.Value {
	return p.failed(at, f, fmt.Errorf("%w: unknown field %q", input.ErrArgument, f.field.Name))
}

// beyond reports whether a limit was passed.
func (p *planner) beyond() bool {
	return len(p.errs) > 0 && errors.Is(p.errs[len(p.errs)-1], plan.ErrLimit)
}
