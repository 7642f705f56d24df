package planner

import (
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/response"
)

// What the arguments of searches for paths and neighbourhoods can be.
const (
	mostEnds   = 100 // nodes on a side
	mostPaths  = 100
	mostLength = 10
	mostSteps  = 6
)

var (
	pathModes   = map[any]plan.PathMode{"SHORTEST": plan.Shortest, "ALL_SHORTEST": plan.AllShortest, "BEST": plan.Best}
	pathWeights = map[any]plan.PathWeight{"LENGTH": plan.Length, "HUB_AVERSE": plan.HubAverse}
	keepRules   = map[any]plan.KeepRule{"MOST_LINKED": plan.MostLinked, "ID": plan.ByID}
)

// paths plans a search for paths, and what is read of those that it finds.
func (p *planner) paths(at place, f collected) response.Value {
	wanted, err := p.pathSearch(f)
	if err == nil {
		err = p.meter.Search()
	}
	if err != nil {
		return p.failed(at, f.key, f.field.Position, err)
	}
	found := p.find(at, f, wanted, wanted.Way)
	path := p.object(found.at, "Path", f.selections, found.pathField)
	return response.Paths{Finding: found.number, Needs: found.needs, Value: path}
}

// neighbourhood plans a search for a neighbourhood, and what is read of what it finds.
func (p *planner) neighbourhood(at place, f collected) response.Value {
	wanted, err := p.neighbourhoodSearch(f)
	if err == nil {
		err = p.meter.Search()
	}
	if err != nil {
		return p.failed(at, f.key, f.field.Position, err)
	}
	found := p.find(at, f, wanted, wanted.Way)
	object := p.object(found.at, "Neighbourhood", f.selections, found.neighbourhoodField)
	return response.Neighbourhood{Finding: found.number, Needs: found.needs, Value: object}
}

func (p *planner) pathSearch(f collected) (*plan.Paths, error) {
	arguments, err := p.arguments(f.field)
	if err != nil {
		return nil, err
	}
	wanted := &plan.Paths{Mode: pathModes[arguments["mode"]], Weight: pathWeights[arguments["weight"]]}
	if wanted.Mode != plan.Best {
		wanted.Weight = plan.Length
	}
	if wanted.From, err = someIDs("from", arguments["from"], mostEnds); err != nil {
		return nil, err
	}
	if wanted.To, err = someIDs("to", arguments["to"], mostEnds); err != nil {
		return nil, err
	}
	begins := map[string]bool{}
	for _, id := range wanted.From {
		begins[id] = true
	}
	for _, id := range wanted.To {
		if begins[id] {
			return nil, argumentError("to", "%s is in `from` too, and a path needs two different ends: remove it from one of the two", describe(id))
		}
	}
	if wanted.First, err = within("first", arguments, 1, mostPaths); err != nil {
		return nil, err
	}
	if wanted.Mode == plan.Shortest {
		wanted.First = 1
	}
	if wanted.Longest, err = within("maxLength", arguments, 1, mostLength); err != nil {
		return nil, err
	}
	wanted.Way, err = p.way(arguments)
	return wanted, err
}

func (p *planner) neighbourhoodSearch(f collected) (*plan.Neighbourhood, error) {
	arguments, err := p.arguments(f.field)
	if err != nil {
		return nil, err
	}
	wanted := &plan.Neighbourhood{Keep: keepRules[arguments["keep"]]}
	if wanted.Of, err = someIDs("of", arguments["of"], mostEnds); err != nil {
		return nil, err
	}
	if wanted.Steps, err = within("steps", arguments, 1, mostSteps); err != nil {
		return nil, err
	}
	if wanted.First, err = within("first", arguments, 1, p.pages.Most); err != nil {
		return nil, err
	}
	if len(wanted.Of) > wanted.First {
		return nil, argumentError("first", "%d is less than the number of nodes in `of`, which are kept too: write %d or more",
			wanted.First, len(wanted.Of))
	}
	wanted.Way, err = p.way(arguments)
	return wanted, err
}

// someIDs returns ids, each once.
func someIDs(name string, value any, most int) ([]string, error) {
	given, _ := value.([]any)
	if len(given) > most {
		return nil, tooMany(name, "ids", len(given), most)
	}
	var ids []string
	seen := map[string]bool{}
	for _, element := range given {
		id, _ := element.(string)
		if !model.ValidID(id) {
			return nil, idError(id)
		}
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil, argumentError(name, "the list is empty: give at least one id, such as [\"firm:uisee\"]")
	}
	return ids, nil
}

func within(name string, arguments map[string]any, least, most int) (int, error) {
	n, _ := arguments[name].(int64)
	if n < int64(least) || n > int64(most) {
		return 0, rangeError(name, n, int64(least), int64(most))
	}
	return int(n), nil
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
func (p *planner) find(at place, f collected, wanted plan.Finding, way plan.Way) *found {
	return &found{
		planner: p, at: place{row: at.row, path: at.at(f.key)}, number: p.finding(wanted), way: way, needs: &response.Needs{},
		shown: p.shown(plan.From{Kind: plan.Lookup, Labels: model.Nodes}),
	}
}

func (s *found) pathField(c collected) response.Value {
	switch c.field.Name {
	case "length":
		return response.PathLength{}
	case "weight":
		return response.PathWeight{}
	case "nodes":
		return response.PathNodes{Node: s.looked(c, "Node", model.Nodes)}
	case "steps":
		return response.PathSteps{Value: s.object(s.at, "PathStep", c.selections, s.stepField)}
	}
	return s.unbound(c)
}

func (s *found) stepField(c collected) response.Value {
	switch c.field.Name {
	case "start", "end":
		return response.StepEnd{Last: c.field.Name == "end", Node: s.looked(c, "Node", model.Nodes)}
	case "links":
		return response.Links{Value: s.object(s.at, "PathLink", c.selections, s.linkField)}
	}
	return s.unbound(c)
}

func (s *found) linkField(c collected) response.Value {
	switch c.field.Name {
	case "isReversed":
		return response.LinkReversed{}
	case "relationship":
		return s.relationship(c)
	}
	return s.unbound(c)
}

func (s *found) neighbourhoodField(c collected) response.Value {
	switch c.field.Name {
	case "nodes":
		neighbour := s.object(s.at, "Neighbour", c.selections, s.neighbourField)
		s.exists()
		return response.Neighbours{Value: neighbour}
	case "relationships":
		return response.Links{Value: s.relationship(c)}
	case "isComplete":
		return response.NeighbourhoodComplete{}
	}
	return s.unbound(c)
}

func (s *found) neighbourField(c collected) response.Value {
	switch c.field.Name {
	case "distance":
		return response.NeighbourDistance{}
	case "node":
		return response.NeighbourNode{Node: s.looked(c, "Node", model.Nodes)}
	}
	return s.unbound(c)
}

// unbound refuses a field that nothing is written for.
func (s *found) unbound(c collected) response.Value {
	return s.failed(s.at, c.key, c.field.Position, fmt.Errorf("%w: there is no field %s", ErrArgument, c.field.Name))
}

// exists has it read whether the nodes are there, whatever is read of them: those in the middle need not be.
func (s *found) exists() {
	place, list := s.nodes()
	s.needs.AddNodes(response.Looked{At: place, IDAt: list.Row.Column(plan.Column{Property: model.ID})})
}

// nodes places the list of the nodes that were found.
func (s *found) nodes() (int, *plan.List) {
	return s.at.row.List(plan.List{
		From:  plan.From{Kind: plan.Lookup, Labels: model.Nodes, Finding: s.number},
		Where: s.shown,
		Order: []plan.Sort{{Column: plan.Column{Property: model.ID}}},
		Limit: plan.Unlimited,
	})
}

// looked plans what is read of a node that was found.
func (s *found) looked(c collected, typeName string, labels model.LabelSet) response.Looked {
	if err := s.meter.Part(s.at.depth + 1); err != nil {
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
		if err := s.meter.Part(s.at.depth + 1); err != nil {
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
