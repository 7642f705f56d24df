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

// Planner plans the operations of one schema. It is safe for concurrent use.
type Planner struct {
	schema   *ast.Schema
	bindings bindings
	limits   plan.Limits
	pages    Pages
}

// Pages defines the sizes of pages, in rows.
type Pages struct {
	Default int // if the query does not specify one; at most Most
	Most    int // maximum that a query can request
}

// DefaultPages are the sizes that the descriptions in the schema state.
var DefaultPages = Pages{Default: 20, Most: 1000}

// New returns a planner for the project's schema.
func New(parsed *ast.Schema, limits plan.Limits, pages Pages) *Planner {
	return &Planner{schema: parsed, bindings: bind(parsed, schema.Declared()), limits: limits, pages: pages}
}

// Operation is a validated query operation of a document.
type Operation struct {
	Doc        *ast.QueryDocument
	Definition *ast.OperationDefinition
	Variables  map[string]any // the given values and the defaults; an absent variable has no key
}

// Plan plans an operation. The shape has a field for each root field except __schema and __type, which need no store.
// The error is input.Errors: all errors in the operation's arguments, cursors and ids, or an exceeded limit.
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

// builder turns arguments and directives into conditions, orders and expansions of the plan.
type builder struct {
	*Planner
	input.Reader
	when history.When // the current time
}

// planner plans one operation.
type planner struct {
	builder
	op   Operation
	errs input.Errors

	initPlans []plan.InitPlan
	rows      int // of matches
}

// place is the position at which the fields of a selection set are planned.
type place struct {
	row    *plan.Row
	labels model.LabelSet // labels that the row's node can have
	depth  int
	path   ast.Path

	rel       model.RelType // type of the row's relationship, if it has one
	contested *fact         // subject of the row's conflict, if it is one
}

// under returns the place of the rows of an item of this place's row.
func (at place) under(key string, row *plan.Row, labels model.LabelSet) place {
	return place{row: row, labels: labels, depth: at.depth + 1, path: at.at(key)}
}

// byID returns the list of nodes or relationships with some ids, ordered by id, and its row.
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

// nothing is the value of a field with an error.
const nothing = response.Constant("")

// failed stores an error of a field. Planning stops at a limit, so only one such error is stored.
func (p *planner) failed(at place, f collected, err error) response.Value {
	if !errors.Is(err, plan.ErrLimit) || !p.beyond() {
		p.errs = append(p.errs, &input.FieldError{Path: at.at(f.key), Position: f.field.Position, Err: err})
	}
	return nothing
}

// unbound rejects a field without a binding.
func (p *planner) unbound(at place, f collected) response.Value {
	return p.failed(at, f, fmt.Errorf("%w: unknown field %q", input.ErrArgument, f.field.Name))
}

// beyond reports whether a limit was exceeded.
func (p *planner) beyond() bool {
	return len(p.errs) > 0 && errors.Is(p.errs[len(p.errs)-1], plan.ErrLimit)
}
