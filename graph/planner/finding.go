package planner

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
)

// finder plans a root field that something is searched for, before the row is read.
type finder struct {
	wanted   func(*reading) (plan.Finding, plan.Way)
	typeName string // of the field, or of each element of it
	fields   foundFields
	list     response.PartWriter // of a field that is a list
}

var finders = map[string]finder{
	"paths":         {(*reading).paths, "Path", pathFields, response.Paths},
	"neighbourhood": {(*reading).neighbourhood, "Neighbourhood", neighbourhoodFields, nil},
	"exposure":      {(*reading).exposure, "Exposure", exposureFields, nil},
	"network":       {(*reading).network, "Network", networkFields, nil},
}

// find plans a search, and what is read of what it finds. Two that look for the same are one.
func (p *planner) find(at place, f collected, by finder) response.Value {
	var way plan.Way
	wanted, err := searchFor(p, f, func(r *reading) (wanted plan.Finding) {
		wanted, way = by.wanted(r)
		return wanted
	})
	if err != nil {
		return p.failed(at, f, err)
	}
	s := &found{
		planner: p, at: place{row: at.row, path: at.at(f.key)}, number: p.finding(wanted), way: way, needs: &response.Needs{},
		shown: p.shown(plan.From{Kind: plan.Lookup, Labels: model.Nodes}),
	}
	var value response.Value = s.fields(by.typeName, f, by.fields)
	if by.list != nil {
		value = response.FoundPart{Of: by.list, Value: value}
	}
	return response.Found{Finding: s.number, Needs: s.needs, Value: value}
}

// searchFor makes a finding of a field's arguments, and counts it.
func searchFor[F plan.Finding](p *planner, f collected, of func(*reading) F) (wanted F, err error) {
	r := &reading{planner: p}
	if r.arguments, err = p.Arguments(f.field); err != nil {
		return wanted, err
	}
	if wanted = of(r); r.err != nil {
		return wanted, r.err
	}
	return wanted, p.Meter.Search()
}

// finding adds a finding to the plan, where it is not there yet, and returns its number.
func (p *planner) finding(wanted plan.Finding) int {
	key := wanted.Key()
	if i := slices.IndexFunc(p.findings, func(f plan.Finding) bool { return f.Key() == key }); i >= 0 {
		return i + 1
	}
	p.findings = append(p.findings, wanted)
	return len(p.findings)
}

// reading reads the arguments of a search. It keeps the first error, and nothing is made of what is read after it.
type reading struct {
	*planner
	arguments map[string]any
	err       error
}

// fail keeps an error, if it is one and the first.
func (r *reading) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// number reads a whole number.
func (r *reading) number(name string, least, most int) int {
	n, _ := r.arguments[name].(int64)
	if n < int64(least) || n > int64(most) {
		r.fail(input.Beyond(name, n, int64(least), int64(most)))
	}
	return int(n)
}

// mostEnds is how many nodes are named on a side at most.
const mostEnds = 100

// ids reads ids, and returns each once.
func (r *reading) ids(name string) []string {
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
	return ids
}

// idsOf returns the ids of a list, or says which of them can be none.
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

// found is a search while what is read of its finding is planned.
type found struct {
	*planner

	at     place // of the root field
	number int
	way    plan.Way
	needs  *response.Needs
	shown  plan.Predicate // of the nodes: rounds have a time
}

// foundField plans a field of what was found.
type foundField func(s *found, c collected) response.Value

// foundFields are the fields of a type, by their names.
type foundFields map[string]foundField

// fields plans an object of what was found.
func (s *found) fields(typeName string, f collected, of foundFields) *response.Object {
	return s.object(s.at, typeName, f.selections, func(c collected) response.Value {
		field, bound := of[c.field.Name]
		if !bound {
			return s.unbound(s.at, c)
		}
		return field(s, c)
	})
}

// leaf plans a value that has no fields.
func leaf(of response.OfFound) foundField {
	return func(*found, collected) response.Value { return of }
}

// part plans an object within another one, or a list of objects.
func part(of response.PartWriter, typeName string, fields foundFields) foundField {
	return func(s *found, c collected) response.Value {
		return response.FoundPart{Of: of, Value: s.fields(typeName, c, fields)}
	}
}

// node plans what is read of a node.
func node(id response.NodeID) foundField {
	return func(s *found, c collected) response.Value {
		return response.FoundNode{ID: id, Node: s.looked(c, "Node", model.Nodes)}
	}
}

// existing has it read whether the nodes are there, whatever is read of them: those in the middle need not be.
func existing(field foundField) foundField {
	return func(s *found, c collected) response.Value {
		value := field(s, c)
		nodes, _ := s.nodes()
		s.needs.AddNodes(nodes)
		return value
	}
}

// nodes places the list of the nodes that were found, and returns its row too.
func (s *found) nodes() (response.Looked, *plan.Row) {
	return s.at.byID(plan.From{Kind: plan.Lookup, Labels: model.Nodes, Finding: s.number}, s.shown)
}

// looked plans what is read of a node that was found.
func (s *found) looked(c collected, typeName string, labels model.LabelSet) response.Looked {
	if err := s.Meter.Part(s.at.depth + 1); err != nil {
		s.failed(s.at, c, err)
		return response.Looked{}
	}
	looked, row := s.nodes()
	looked.Value = s.node(s.at.under(c.key, row, labels), typeName, c.selections)
	s.needs.AddNodes(looked)
	return looked
}

// relationship plans what is read of a relationship that was found, for each type that it can have.
func (s *found) relationship(c collected) response.Value {
	value := response.LinkValue{}
	for _, track := range s.way.Tracks {
		if s.beyond() {
			return nothing
		}
		kind := s.bindings.tracks[track.Rel]
		if err := s.Meter.Part(s.at.depth + 1); err != nil {
			return s.failed(s.at, c, err)
		}
		looked, row := s.at.byID(plan.From{Kind: plan.Related, Rel: track.Rel, Direction: plan.Outgoing, Finding: s.number}, nil)
		related := response.Related{Rel: track.Rel, Looked: looked}
		_, ends := track.Rel.Ends()
		at := s.at.under(c.key, row, ends)
		at.rel = track.Rel
		related.Value = s.object(at, kind.typeName, c.selections, func(inner collected) response.Value {
			return s.relationshipField(at, track.Rel, inner)
		})
		value.Of = append(value.Of, related)
		s.needs.Links = append(s.needs.Links, related)
	}
	return value
}

func (s *found) relationshipField(at place, rel model.RelType, c collected) response.Value {
	from, to := rel.Ends()
	typeName := c.field.Definition.Type.Name() // of an interface's field or of the object's own, by how it was asked for
	switch c.field.Name {
	case "start":
		return response.FoundNode{ID: response.LinkStart, Node: s.looked(c, typeName, from)}
	case "end":
		return response.FoundNode{ID: response.LinkEnd, Node: s.looked(c, typeName, to)}
	}
	return s.field(at, plan.OfRelationship, 0, c, s.bindings.fields[s.bindings.tracks[rel].edge])
}
