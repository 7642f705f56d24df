package planner

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
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
func (p *planner) way(arguments map[string]any) (plan.Way, error) {
	var way plan.Way
	asked, _ := arguments["relationships"].(object)
	for _, rel := range model.AllRelTypes() { // in their order, whatever the order of writing
		kind, isTrack := trackKinds[rel]
		if !isTrack {
			continue
		}
		for _, e := range asked {
			if e.name != kind.field || e.value == nil {
				continue
			}
			track, err := p.track("relationships."+e.name, rel, e.value)
			if err != nil {
				return way, err
			}
			way.Tracks = append(way.Tracks, track)
		}
	}
	if len(way.Tracks) == 0 {
		for _, rel := range usualTracks {
			track, err := p.track("relationships", rel, nil)
			if err != nil {
				return way, err
			}
			way.Tracks = append(way.Tracks, track)
		}
	}
	given, _ := arguments["through"].(object)
	var err error
	way.Through, err = p.through(given)
	return way, err
}

// track makes one type of relationship that steps follow, with all that is to hold for it, the time in force among it.
func (p *planner) track(name string, rel model.RelType, value any) (plan.Track, error) {
	kind := trackKinds[rel]
	track := plan.Track{Rel: rel, Node: kind.node}
	given, _ := value.(object)
	for _, e := range given {
		if e.value == nil {
			continue
		}
		if e.name == "direction" {
			track.Follow = follows[e.value]
			continue
		}
		var err error
		if track.Where, err = p.nested(name+"."+e.name, p.edgeScope(kind.edge, 1), e.value); err != nil {
			return track, err
		}
	}
	over := plan.From{Kind: plan.Expand, Rel: rel, Direction: kind.node}
	if undated := p.when.Undated(over); undated != nil {
		track.Undated = plan.AllOf(undated, track.Where)
	}
	track.Where = plan.AllOf(p.shown(over), track.Where)
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
func (p *planner) through(given object) (plan.Predicate, error) {
	return p.allOf("through", given, func(name string, e entry) (plan.Predicate, error) {
		if err := p.meter.Condition(1); err != nil {
			return nil, err
		}
		list, _ := e.value.([]any)
		switch e.name {
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
					return nil, idError(text)
				}
			}
			return plan.NoneOf(plan.In{Column: plan.Column{Property: model.ID}, Values: list}), nil
		}
		label := passable[e.name]
		filter, err := p.nested(name, p.nodeScope(label.String(), 1), e.value)
		if err != nil || filter == nil {
			return nil, err
		}
		return plan.AnyOf(plan.NoneOf(plan.HasLabel{Labels: label.Set()}), filter), nil
	})
}
