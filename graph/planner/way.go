package planner

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// trackKind is what steps along one type of relationship are called in the schema.
type trackKind struct {
	field    string // of PathRelationships
	typeName string
	edge     string         // the connection that has its fields, and its filter
	node     plan.Direction // the end that the filter's `node` is at
}

var trackKinds = map[model.RelType]trackKind{
	model.InvestedIn:  {"investments", "Investment", "InvestmentFirm", plan.Outgoing},
	model.Raised:      {"rounds", "Raising", "RaisingRound", plan.Outgoing},
	model.CommittedTo: {"commitments", "Commitment", "CommitmentFund", plan.Outgoing},
	model.HasRole:     {"roles", "Role", "RoleOrganisation", plan.Outgoing},
	model.Designated:  {"designations", "Designation", "DesignationFirm", plan.Outgoing},
	model.OperatesIn:  {"activities", "Activity", "ActivitySector", plan.Outgoing},
	model.PartOf:      {"parts", "Part", "PartSector", plan.Incoming},
}

// usualTracks are followed where none is asked for: rounds lead nowhere but to their firm, and programmes and sectors join
// nearly everything.
var usualTracks = []model.RelType{model.InvestedIn, model.CommittedTo, model.HasRole}

var follows = map[any]plan.Follow{"EITHER": plan.EitherWay, "ALONG": plan.Along, "AGAINST": plan.Against}

// way makes of a field's arguments where steps lead.
func (a *asking) way(arguments map[string]any) (plan.Way, error) {
	var way plan.Way
	asked, _ := arguments["relationships"].(input.Object)
	for _, rel := range model.AllRelTypes() { // in their order, whatever the order of writing
		kind, isTrack := trackKinds[rel]
		if !isTrack {
			continue
		}
		for _, e := range asked {
			if e.Name != kind.field || e.Value == nil {
				continue
			}
			track, err := a.track("relationships."+e.Name, rel, e.Value)
			if err != nil {
				return way, err
			}
			way.Tracks = append(way.Tracks, track)
		}
	}
	if len(way.Tracks) == 0 {
		for _, rel := range usualTracks {
			track, err := a.track("relationships", rel, nil)
			if err != nil {
				return way, err
			}
			way.Tracks = append(way.Tracks, track)
		}
	}
	given, _ := arguments["through"].(input.Object)
	var err error
	way.Through, err = a.through(given)
	return way, err
}

// track makes one type of relationship that steps follow, with all that is to hold for it, the time in force among it.
func (a *asking) track(name string, rel model.RelType, value any) (plan.Track, error) {
	kind := trackKinds[rel]
	track := plan.Track{Rel: rel, Node: kind.node}
	given, _ := value.(input.Object)
	for _, e := range given {
		if e.Value == nil {
			continue
		}
		if e.Name == "direction" {
			track.Follow = follows[e.Value]
			continue
		}
		var err error
		if track.Where, err = a.nested(name+"."+e.Name, a.edgeScope(kind.edge, 1), e.Value); err != nil {
			return track, err
		}
	}
	over := plan.From{Kind: plan.Expand, Rel: rel, Direction: kind.node}
	if undated := a.when.Undated(over); undated != nil {
		track.Undated = plan.AllOf(undated, track.Where)
	}
	track.Where = plan.AllOf(a.shown(over), track.Where)
	return track, nil
}

// passable holds the label of each PathNodeKind, and of each filter of PathNodeFilter.
var passable = map[string]model.Label{
	"FIRM": model.Firm, "PERSON": model.Person, "VC_FUND": model.VCFund, "STATE_FUND": model.StateFund,
	"OTHER_INVESTOR": model.OtherInvestor, "ROUND": model.Round, "SECTOR": model.Sector, "PROGRAMME": model.Programme,
	"firm": model.Firm, "person": model.Person, "vcFund": model.VCFund, "stateFund": model.StateFund,
	"otherInvestor": model.OtherInvestor, "round": model.Round, "sector": model.Sector, "programme": model.Programme,
}

// through makes the condition on the nodes that steps lead to.
func (a *asking) through(given input.Object) (plan.Predicate, error) {
	return a.allOf("through", given, func(name string, e input.Entry) (plan.Predicate, error) {
		if err := a.Meter.Condition(1); err != nil {
			return nil, err
		}
		list, _ := e.Value.([]any)
		switch e.Name {
		case "kinds":
			var labels model.LabelSet
			for _, kind := range list {
				labels |= passable[kind.(string)].Set()
			}
			if labels == 0 {
				return plan.Or{}, nil
			}
			return plan.HasLabel{Labels: labels}, nil
		case "except":
			for _, id := range list {
				if text, _ := id.(string); !model.ValidID(text) {
					return nil, input.WrongID(text)
				}
			}
			return plan.NoneOf(plan.In{Column: plan.Column{Property: model.ID}, Values: list}), nil
		}
		label := passable[e.Name]
		filter, err := a.nested(name, a.nodeScope(label.String(), 1), e.Value)
		if err != nil || filter == nil {
			return nil, err
		}
		return plan.AnyOf(plan.NoneOf(plan.HasLabel{Labels: label.Set()}), filter), nil
	})
}
