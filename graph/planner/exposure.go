package planner

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
)

// What the arguments of an exposure can be.
const (
	mostDistance      = 5
	mostSources       = 100
	mostEvidencePaths = 10
)

// money holds the types of relationships along which money goes, from start to end.
var money = []model.RelType{model.InvestedIn, model.CommittedTo}

// exposure plans a search for how state money reaches nodes, and what is read of what it finds.
func (p finder) exposure(at place, f collected) response.Value {
	wanted, err := searchFor(p, f, finder.exposureSearch)
	if err != nil {
		return p.failed(at, f.key, f.field.Position, err)
	}
	found := p.find(at, f, wanted, wanted.Way)
	object := p.object(found.at, "Exposure", f.selections, found.exposureField)
	return response.Exposure{Finding: found.number, Needs: found.needs, Value: object}
}

func (p finder) exposureSearch(arguments map[string]any) (wanted *plan.Exposure, err error) {
	wanted = &plan.Exposure{}
	if wanted.Of, err = someIDs("of", arguments["of"], mostEnds); err != nil {
		return nil, err
	}
	if wanted.Longest, err = within("maxDistance", arguments, 1, mostDistance); err != nil {
		return nil, err
	}
	if wanted.Sources, err = within("sources", arguments, 0, mostSources); err != nil {
		return nil, err
	}
	if wanted.Paths, err = within("paths", arguments, 0, mostEvidencePaths); err != nil {
		return nil, err
	}
	for _, rel := range money {
		track, err := p.moneyTrack(arguments, rel)
		if err != nil {
			return nil, err
		}
		track.Follow = plan.Against
		wanted.Way.Tracks = append(wanted.Way.Tracks, track)
	}
	return wanted, nil
}

// moneyTrack makes the track of a type of relationship whose filter is an argument of its own.
func (a *asking) moneyTrack(arguments map[string]any, rel model.RelType) (plan.Track, error) {
	field := trackKinds[rel].field
	var steps input.Object
	if filter := arguments[field]; filter != nil {
		steps = input.Object{{Name: "filter", Value: filter}}
	}
	return a.track(field, rel, steps)
}

func (s *found) exposureField(c collected) response.Value {
	switch c.field.Name {
	case "nodes":
		exposed := s.object(s.at, "Exposed", c.selections, s.exposedField)
		s.exists()
		return response.Exposed{Value: exposed}
	case "reached":
		return response.ReachedNodes{}
	}
	return s.unbound(c)
}

func (s *found) exposedField(c collected) response.Value {
	switch c.field.Name {
	case "node":
		return response.ExposedNode{Node: s.looked(c, "Node", model.Nodes)}
	case "distance":
		return response.ExposedCount{Count: response.LeastDistance}
	case "knownInvestors":
		return response.ExposedCount{Count: response.KnownInvestors}
	case "stateInvestors":
		return response.ExposedCount{Count: response.StateInvestors}
	case "backedInvestors":
		return response.ExposedCount{Count: response.BackedInvestors}
	case "stateFunds":
		return response.ExposedCount{Count: response.ReachingFunds}
	case "stateShare":
		return response.ExposedShare{Count: response.StateInvestors}
	case "backedShare":
		return response.ExposedShare{Count: response.BackedInvestors}
	case "sources":
		return response.StateSources{Value: s.object(s.at, "StateSource", c.selections, s.sourceField)}
	}
	return s.unbound(c)
}

func (s *found) sourceField(c collected) response.Value {
	switch c.field.Name {
	case "fund":
		return response.StateSourceNode{Node: s.looked(c, "StateFund", model.StateFund.Set())}
	case "distance":
		return response.StateSourceDistance{}
	case "isComplete":
		return response.StateSourceComplete{}
	case "paths":
		return response.StateSourcePaths{Value: s.object(s.at, "Path", c.selections, s.pathField)}
	}
	return s.unbound(c)
}
