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

// way reads where steps lead.
func (r *reading) way() plan.Way {
	var way plan.Way
	asked := objectOf(r.arguments["relationships"])
	for _, rel := range model.AllRelTypes() { // in their order, whatever the order of writing
		kind, isTrack := trackKinds[rel]
		if !isTrack {
			continue
		}
		for _, e := range asked {
			if e.Name == kind.field && e.Value != nil {
				way.Tracks = append(way.Tracks, r.track("relationships."+e.Name, rel, objectOf(e.Value)))
			}
		}
	}
	if len(way.Tracks) == 0 {
		for _, rel := range usualTracks {
			way.Tracks = append(way.Tracks, r.track("relationships", rel, nil))
		}
	}
	way.Through = r.through()
	return way
}

// track makes one type of relationship that steps follow, with all that is to hold for it, the time in force among it.
func (r *reading) track(name string, rel model.RelType, given input.Object) plan.Track {
	kind := trackKinds[rel]
	track := plan.Track{Rel: rel, Node: kind.node}
	if r.err != nil {
		return track
	}
	for _, e := range given {
		switch {
		case e.Value == nil:
		case e.Name == "direction":
			track.Follow = follows[e.Value]
		default:
			var err error
			if track.Where, err = r.filter(name+"."+e.Name, r.edgeScope(kind.edge, 1), e.Value); err != nil {
				r.fail(err)
				return track
			}
		}
	}
	over := along(rel, kind.node)
	if undated := r.when.Undated(over); undated != nil {
		track.Undated = plan.AllOf(undated, track.Where)
	}
	track.Where = plan.AllOf(r.shown(over), track.Where)
	return track
}

// labelNamed holds the label of each SearchKind and PathNodeKind, and of each filter of PathNodeFilter.
var labelNamed = map[string]model.Label{
	"FIRM": model.Firm, "PERSON": model.Person, "VC_FUND": model.VCFund, "STATE_FUND": model.StateFund,
	"OTHER_INVESTOR": model.OtherInvestor, "ROUND": model.Round, "SECTOR": model.Sector, "PROGRAMME": model.Programme,
	"SOURCE": model.Source,
	"firm":   model.Firm, "person": model.Person, "vcFund": model.VCFund, "stateFund": model.StateFund,
	"otherInvestor": model.OtherInvestor, "round": model.Round, "sector": model.Sector, "programme": model.Programme,
}

// labelsOf returns the labels that a list names.
func labelsOf(kinds []any) (labels model.LabelSet) {
	for _, kind := range kinds {
		name, _ := kind.(string)
		labels |= labelNamed[name].Set()
	}
	return labels
}

// through reads the condition on the nodes that steps lead to.
func (r *reading) through() plan.Predicate {
	if r.err != nil {
		return nil
	}
	where, err := r.allOf("through", r.arguments["through"], func(name string, e input.Entry) (plan.Predicate, error) {
		if err := r.Meter.Condition(1); err != nil {
			return nil, err
		}
		list, _ := e.Value.([]any)
		switch e.Name {
		case "kinds":
			if len(list) == 0 {
				return plan.Or{}, nil
			}
			return plan.HasLabel{Labels: labelsOf(list)}, nil
		case "except":
			_, err := idsOf(list)
			return plan.NoneOf(plan.In{Column: plan.Column{Property: model.ID}, Values: list}), err
		}
		label := labelNamed[e.Name]
		filter, err := r.filter(name, r.nodeScope(label.String(), 1), e.Value)
		if err != nil || filter == nil {
			return nil, err
		}
		return plan.AnyOf(plan.NoneOf(plan.HasLabel{Labels: label.Set()}), filter), nil
	})
	r.fail(err)
	return where
}
