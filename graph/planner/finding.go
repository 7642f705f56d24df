package planner

import (
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
)

// finder plans the root fields that something is searched for, before the row is read.
type finder struct{ *planner }

// searchFor makes a finding of a field's arguments, and counts it.
func searchFor[F plan.Finding](p finder, f collected, of func(finder, map[string]any) (F, error)) (wanted F, err error) {
	arguments, err := p.Arguments(f.field)
	if err != nil {
		return wanted, err
	}
	if wanted, err = of(p, arguments); err != nil {
		return wanted, err
	}
	return wanted, p.Meter.Search()
}

// finding adds a finding to the plan, where it is not there yet, and returns its number.
func (p finder) finding(wanted plan.Finding) int {
	key := wanted.Key()
	for i, f := range p.findings {
		if f.Key() == key {
			return i + 1
		}
	}
	p.findings = append(p.findings, wanted)
	return len(p.findings)
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

// find adds a search to the plan. Two that look for the same are one.
func (p finder) find(at place, f collected, wanted plan.Finding, way plan.Way) *found {
	return &found{
		planner: p.planner, at: place{row: at.row, path: at.at(f.key)}, number: p.finding(wanted), way: way, needs: &response.Needs{},
		shown: p.shown(plan.From{Kind: plan.Lookup, Labels: model.Nodes}),
	}
}

// unbound refuses a field that nothing is written for.
func (s *found) unbound(c collected) response.Value {
	return s.failed(s.at, c.key, c.field.Position, fmt.Errorf("%w: there is no field %s", input.ErrArgument, c.field.Name))
}

// exists has it read whether the nodes are there, whatever is read of them: those in the middle need not be.
func (s *found) exists() {
	place, list := s.nodes()
	s.needs.AddNodes(response.Looked{At: place, IDAt: list.Row.Column(plan.Column{Property: model.ID})})
}

// nodes places the list of the nodes that were found.
func (s *found) nodes() (plan.Place, *plan.List) {
	return s.at.row.List(plan.List{
		From:  plan.From{Kind: plan.Lookup, Labels: model.Nodes, Finding: s.number},
		Where: s.shown,
		Order: []plan.Sort{{Column: plan.Column{Property: model.ID}}},
		Limit: plan.Unlimited,
	})
}

// looked plans what is read of a node that was found.
func (s *found) looked(c collected, typeName string, labels model.LabelSet) response.Looked {
	if err := s.Meter.Part(s.at.depth + 1); err != nil {
		s.failed(s.at, c.key, c.field.Position, err)
		return response.Looked{}
	}
	place, list := s.nodes()
	looked := response.Looked{At: place, IDAt: list.Row.Column(plan.Column{Property: model.ID})}
	looked.Value = s.node(s.at.under(c.key, &list.Row, labels), typeName, c.selections)
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
		kind := trackKinds[track.Rel]
		fields := s.collect(kind.typeName, concrete, c.selections...)
		if err := s.Meter.Part(s.at.depth + 1); err != nil {
			return s.failed(s.at, c.key, c.field.Position, err)
		}
		related := response.Related{Rel: track.Rel}
		place, list := s.at.row.List(plan.List{
			From:  plan.From{Kind: plan.Related, Rel: track.Rel, Direction: plan.Outgoing, Finding: s.number},
			Order: []plan.Sort{{Column: plan.Column{Of: plan.OfRelationship, Property: model.ID}}},
			Limit: plan.Unlimited,
		})
		related.At, related.IDAt = place, list.Row.Column(plan.Column{Of: plan.OfRelationship, Property: model.ID})
		_, ends := track.Rel.Ends()
		at := s.at.under(c.key, &list.Row, ends)
		at.rel = track.Rel
		object := &response.Object{}
		for inner := range s.each(at, fields) {
			object.Add(inner.key, s.relationshipField(at, track.Rel, inner))
		}
		related.Value = object
		value.Of = append(value.Of, related)
		s.needs.Links = append(s.needs.Links, related)
	}
	return value
}

func (s *found) relationshipField(at place, rel model.RelType, c collected) response.Value {
	from, to := rel.Ends()
	typeName := c.field.Definition.Type.Name() // of an interface's field or of the object's own, by how it was asked for
	switch c.field.Name {
	case "__typename":
		return response.Constant(trackKinds[rel].typeName)
	case "start":
		return response.LinkEnd{Node: s.looked(c, typeName, from)}
	case "end":
		return response.LinkEnd{Last: true, Node: s.looked(c, typeName, to)}
	}
	return s.field(at, plan.OfRelationship, 0, c, s.bindings.fields[trackKinds[rel].edge])
}
