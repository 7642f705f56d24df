package planner

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
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
func (p finder) paths(at place, f collected) response.Value {
	wanted, err := searchFor(p, f, finder.pathSearch)
	if err != nil {
		return p.failed(at, f.key, f.field.Position, err)
	}
	found := p.find(at, f, wanted, wanted.Way)
	path := p.object(found.at, "Path", f.selections, found.pathField)
	return response.Paths{Finding: found.number, Needs: found.needs, Value: path}
}

// neighbourhood plans a search for a neighbourhood, and what is read of what it finds.
func (p finder) neighbourhood(at place, f collected) response.Value {
	wanted, err := searchFor(p, f, finder.neighbourhoodSearch)
	if err != nil {
		return p.failed(at, f.key, f.field.Position, err)
	}
	found := p.find(at, f, wanted, wanted.Way)
	object := p.object(found.at, "Neighbourhood", f.selections, found.neighbourhoodField)
	return response.Neighbourhood{Finding: found.number, Needs: found.needs, Value: object}
}

func (p finder) pathSearch(arguments map[string]any) (wanted *plan.Paths, err error) {
	wanted = &plan.Paths{Mode: pathModes[arguments["mode"]], Weight: pathWeights[arguments["weight"]]}
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
			return nil, input.Wrong("to", "%s is in `from` too, and a path needs two different ends: remove it from one of the two", input.Describe(id))
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

func (p finder) neighbourhoodSearch(arguments map[string]any) (wanted *plan.Neighbourhood, err error) {
	wanted = &plan.Neighbourhood{Keep: keepRules[arguments["keep"]]}
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
		return nil, input.Wrong("first", "%d is less than the number of nodes in `of`, which are kept too: write %d or more",
			wanted.First, len(wanted.Of))
	}
	wanted.Way, err = p.way(arguments)
	return wanted, err
}

// someIDs returns ids, each once.
func someIDs(name string, value any, most int) ([]string, error) {
	given, _ := value.([]any)
	if len(given) > most {
		return nil, input.TooMany(name, "ids", len(given), most)
	}
	var ids []string
	seen := map[string]bool{}
	for _, element := range given {
		id, _ := element.(string)
		if !model.ValidID(id) {
			return nil, input.WrongID(id)
		}
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil, input.Wrong(name, "the list is empty: give at least one id, such as [\"firm:uisee\"]")
	}
	return ids, nil
}

func within(name string, arguments map[string]any, least, most int) (int, error) {
	n, _ := arguments[name].(int64)
	if n < int64(least) || n > int64(most) {
		return 0, input.Beyond(name, n, int64(least), int64(most))
	}
	return int(n), nil
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
