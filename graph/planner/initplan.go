package planner

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/history"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
)

// foundRoot plans a root field with an InitPlan.
type foundRoot struct {
	read     func(*reading) (plan.InitPlan, plan.Expansion)
	typeName string // type of the field, or of its elements
	fields   foundFields
	list     response.PartWriter // nil unless the field is a list
}

// foundRoots has the root fields with an InitPlan, except search and match.
var foundRoots = map[string]foundRoot{
	"paths":         {(*reading).paths, "Path", pathFields, response.Paths},
	"neighbourhood": {(*reading).neighbourhood, "Neighbourhood", neighbourhoodFields, nil},
	"exposure":      {(*reading).exposure, "Exposure", exposureFields, nil},
	"network":       {(*reading).network, "Network", networkFields, nil},
}

// find plans an InitPlan and the selected fields of its result. Equal InitPlans are planned once.
func (p *planner) find(at place, f collected, by foundRoot) response.Value {
	var expansion plan.Expansion
	var arguments []named
	spec, err := initPlanFor(p, f, func(r *reading) (spec plan.InitPlan) {
		spec, expansion = by.read(r)
		arguments = r.named
		return spec
	})
	if err != nil {
		return p.failed(at, f, err)
	}
	s := &found{
		planner: p, at: place{row: at.row, path: at.at(f)}, number: p.initPlan(spec), expansion: expansion, needs: &response.Needs{},
		shown: p.shown(plan.From{Kind: plan.Lookup, Labels: model.Nodes}),
	}
	p.when = history.When{} // the facts of the result show all of time
	var value response.Value = s.fields(by.typeName, f, by.fields)
	if by.list != nil {
		value = response.FoundPart{Of: by.list, Value: value}
	}
	value = response.Found{InitPlan: s.number, Needs: s.needs, Value: value}
	if len(arguments) == 0 {
		return value
	}
	return p.checked(at, f, arguments, value)
}

// initPlanFor returns the InitPlan for a field's arguments, and counts it.
func initPlanFor[F plan.InitPlan](p *planner, f collected, of func(*reading) F) (spec F, err error) {
	r := &reading{planner: p}
	if r.arguments, err = p.Arguments(f.field); err != nil {
		return spec, err
	}
	if spec = of(r); r.err != nil {
		return spec, r.err
	}
	return spec, p.Meter.Search()
}

// initPlan returns the number of an InitPlan, and adds it to the plan if it is new.
func (p *planner) initPlan(spec plan.InitPlan) int {
	key := spec.Key()
	if i := slices.IndexFunc(p.initPlans, func(f plan.InitPlan) bool { return f.Key() == key }); i >= 0 {
		return i + 1
	}
	p.initPlans = append(p.initPlans, spec)
	return len(p.initPlans)
}

// reading reads the arguments of an InitPlan. It stores the first error. Results after an error are not used.
type reading struct {
	*planner
	arguments map[string]any
	named     []named
	err       error
}

// fail stores the first error.
func (r *reading) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// number reads an integer and checks its range.
func (r *reading) number(name string, least, most int) int {
	n, _ := r.arguments[name].(int64)
	if n < int64(least) || n > int64(most) {
		r.fail(input.Beyond(name, n, int64(least), int64(most)))
	}
	return int(n)
}

// mostEnds is the maximum number of ids in an argument.
const mostEnds = 100

// ids reads the ids of nodes with some labels, and removes duplicates.
func (r *reading) ids(name string, labels model.LabelSet) []string {
	given, _ := r.arguments[name].([]any)
	switch {
	case len(given) > mostEnds:
		r.fail(input.TooMany(name, len(given), mostEnds))
		return nil
	case len(given) == 0:
		r.fail(input.Wrong(name, "the list is empty: write at least one id, such as [\"firm:uisee\"]"))
	}
	all, err := idsOf(given)
	r.fail(err)
	var ids []string
	for _, id := range all {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	r.named = append(r.named, named{name, ids, nil, labels})
	return ids
}

// idsOf returns the ids of a list, or an error for an invalid id.
func idsOf(given []any) ([]string, error) {
	ids := make([]string, len(given))
	for i, element := range given {
		ids[i], _ = element.(string)
		if !model.ValidID(ids[i]) {
			return nil, input.WrongID(ids[i])
		}
	}
	return ids, nil
}

// found plans the selected fields of an InitPlan's result.
type found struct {
	*planner

	at        place // of the root field
	number    int
	expansion plan.Expansion
	needs     *response.Needs
	shown     plan.Predicate // condition on the nodes, since rounds have a time
}

// foundField plans a field of a result.
type foundField func(s *found, c collected) response.Value

// foundFields are the fields of a type, by name.
type foundFields map[string]foundField

// fields plans an object of a result.
func (s *found) fields(typeName string, f collected, of foundFields) *response.Object {
	return s.object(s.at, typeName, f.selections, func(c collected) response.Value {
		field, bound := of[c.field.Name]
		if !bound {
			return s.unbound(s.at, c)
		}
		return field(s, c)
	})
}

// under returns the same result at the path of one of its fields.
func (s *found) under(c collected) *found {
	inner := *s
	inner.at.path = s.at.at(c)
	return &inner
}

// leaf plans a value that has no fields.
func leaf(of response.OfFound) foundField {
	return func(*found, collected) response.Value { return of }
}

// part plans an object within another one, or a list of objects.
func part(of response.PartWriter, typeName string, fields foundFields) foundField {
	return func(s *found, c collected) response.Value {
		return response.FoundPart{Of: of, Value: s.under(c).fields(typeName, c, fields)}
	}
}

// node plans the selected fields of a node.
func node(id response.NodeID) foundField {
	return func(s *found, c collected) response.Value {
		return response.FoundNode{ID: id, Node: s.looked(c, "Node", model.Nodes)}
	}
}

// existing also reads whether the nodes exist, even if no other field of them is selected: not every node need be
// visible.
func existing(field foundField) foundField {
	return func(s *found, c collected) response.Value {
		value := field(s, c)
		nodes, _ := s.nodes()
		s.needs.AddNodes(nodes)
		return value
	}
}

// nodes returns the list of the nodes of the result, and its row.
func (s *found) nodes() (response.Looked, *plan.Row) {
	return s.at.byID(plan.From{Kind: plan.Lookup, Labels: model.Nodes, InitPlan: s.number}, s.shown)
}

// looked plans the selected fields of a node of the result.
func (s *found) looked(c collected, typeName string, labels model.LabelSet) response.Looked {
	if err := s.Meter.Part(s.at.depth + 1); err != nil {
		s.failed(s.at, c, err)
		return response.Looked{}
	}
	looked, row := s.nodes()
	looked.Value = s.node(s.at.under(c, row, labels), typeName, c.selections)
	s.needs.AddNodes(looked)
	return looked
}

// relationship plans the selected fields of a relationship of the result, for each type that it can have.
func (s *found) relationship(c collected) response.Value {
	value := response.LinkValue{}
	for _, pattern := range s.expansion.Patterns {
		if s.beyond() {
			return nothing
		}
		kind := s.bindings.relationshipTypes[pattern.Rel]
		if err := s.Meter.Part(s.at.depth + 1); err != nil {
			return s.failed(s.at, c, err)
		}
		looked, row := s.at.byID(plan.From{Kind: plan.ByRelationshipID, Rel: pattern.Rel, Direction: plan.Outgoing, InitPlan: s.number}, nil)
		related := response.Related{Rel: pattern.Rel, Looked: looked}
		starts, ends := pattern.Rel.Ends()
		at := s.at.under(c, row, ends)
		at.rel = pattern.Rel
		related.Value = s.object(at, kind.typeName, c.selections, func(inner collected) response.Value {
			typeName := inner.field.Definition.Type.Name() // of the interface's field or of the type's own, depending on the selection
			return s.planner.relationshipField(at, pattern.Rel, inner, func(end plan.Direction) response.Value {
				if end == plan.Incoming {
					return response.FoundNode{ID: response.LinkStart, Node: s.under(c).looked(inner, typeName, starts)}
				}
				return response.FoundNode{ID: response.LinkEnd, Node: s.under(c).looked(inner, typeName, ends)}
			})
		})
		value.Of = append(value.Of, related)
		s.needs.Links = append(s.needs.Links, related)
	}
	return value
}
