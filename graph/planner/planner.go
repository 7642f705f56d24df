package planner

import (
	"errors"
	"fmt"
	"slices"

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

// Planned is the plan of an operation, with the shape of its response.
type Planned struct {
	Plan *plan.Plan
	// Root has a field for each root field except __schema and __type, which need no store.
	Root *response.Object
	// Errs are the errors in the arguments, cursors and ids of root fields and of the fields inside them. Such a root field
	// is null in Root, and the plan has no part for it.
	Errs input.Errors
}

// Plan plans an operation. The error is input.Errors: those of the whole operation, such as an exceeded limit.
func (pl *Planner) Plan(op Operation) (Planned, error) {
	p := pl.begin(op)
	if errs := p.CheckConditions(op.Doc, op.Definition); len(errs) > 0 {
		return Planned{}, errs
	}
	made, err := p.plan()
	if err != nil {
		return Planned{}, p.NameVariables(op.Doc, op.Definition, p.errs)
	}
	if len(p.errs) == 0 {
		return made, nil
	}
	// Root fields share parts of the plan, so the plan of the others is made anew.
	others := pl.begin(op)
	others.failedRoots = p.errs.Roots()
	if made, err = others.plan(); err != nil || len(others.errs) > 0 {
		panic(fmt.Sprintf("planner: an error depends on another one: %v", others.errs))
	}
	made.Errs = p.NameVariables(op.Doc, op.Definition, p.errs)
	return made, nil
}

// begin returns a planner of an operation.
func (pl *Planner) begin(op Operation) *planner {
	return &planner{op: op, builder: builder{
		Planner: pl, Reader: input.Reader{Schema: pl.schema, Variables: op.Variables, Meter: plan.Meter{Limits: pl.limits}},
	}}
}

// plan plans all root fields except those that have failed. It stores the errors of fields. It returns an error if the
// whole operation is refused, and stores its cause as well.
func (p *planner) plan() (Planned, error) {
	made := Planned{Plan: &plan.Plan{}}
	made.Root = p.roots(&made.Plan.Row)
	made.Plan.InitPlans = p.initPlans
	if p.beyond() {
		return Planned{}, p.errs
	}
	if err := p.Meter.Check(made.Plan); err != nil {
		p.errs = input.Errors{{Err: err}}
		return Planned{}, err
	}
	return made, nil
}

// builder turns arguments into conditions, orders and expansions of the plan.
type builder struct {
	*Planner
	input.Reader
	when history.When // the current time: that of the list or field whose parts are planned
}

// planner plans one operation.
type planner struct {
	builder
	op   Operation
	errs input.Errors

	failedRoots map[string]bool // response keys of root fields that are null, because they have an error
	initPlans   []plan.InitPlan
	rows        int // of matches
}

// place is the position at which the fields of a selection set are planned.
type place struct {
	row    *plan.Row
	labels model.LabelSet // labels that the row's node can have
	depth  int
	path   fieldPath

	rel       model.RelType // type of the row's relationship, if it has one
	contested *fact         // subject of the row's conflict, if it is one
}

// under returns the place of the rows of a field's item in this place's row.
func (at place) under(f collected, row *plan.Row, labels model.LabelSet) place {
	return place{row: row, labels: labels, depth: at.depth + 1, path: at.at(f)}
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

// fieldPath is the path of a field in the response, as far as it is known before execution: up to the first list.
type fieldPath struct {
	keys    ast.Path
	hasList bool // its last key is that of a list
}

// at returns the path of a field.
func (at place) at(f collected) fieldPath {
	if at.path.hasList {
		return at.path
	}
	keys := at.path.keys
	return fieldPath{append(keys[:len(keys):len(keys)], ast.PathName(f.key)), f.field.Definition.Type.Elem != nil}
}

// nothing is the value of a field with an error. It is never written.
const nothing = response.Constant("")

// failed stores an error of a field. Its root field is then null. Planning stops at a limit of the operation, so only one
// such error is stored.
func (p *planner) failed(at place, f collected, err error) response.Value {
	failed := &input.FieldError{Path: at.at(f).keys, Position: f.field.Position, Err: err}
	// A field is planned once for each type that its object can have.
	known := slices.ContainsFunc(p.errs, func(e *input.FieldError) bool {
		return e.Position == failed.Position && slices.Equal(e.Path, failed.Path) && e.Error() == failed.Error()
	})
	if !known && (!errors.Is(err, plan.ErrLimit) || !p.beyond()) {
		p.errs = append(p.errs, failed)
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
