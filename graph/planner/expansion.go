package planner

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
)

// usualTypes are followed by default. The others are left out because rounds lead only to their firm, and programmes
// and sectors connect nearly all firms.
var usualTypes = []model.RelType{model.InvestedIn, model.CommittedTo, model.HasRole}

var follows = map[any]plan.Follow{"EITHER": plan.EitherDirection, "ALONG": plan.Along, "AGAINST": plan.Against}

// expansion reads the arguments about steps.
func (r *reading) expansion() plan.Expansion {
	var expansion plan.Expansion
	requested := objectOf(r.arguments["relationships"])
	for _, rel := range model.AllRelTypes() { // in the order of the vocabulary, whatever their order in the document
		for _, e := range requested {
			if e.Name == r.bindings.relationshipTypes[rel].field && e.Value != nil {
				expansion.Patterns = append(expansion.Patterns, r.pattern("relationships."+e.Name, rel, objectOf(e.Value)))
			}
		}
	}
	if len(expansion.Patterns) == 0 {
		for _, rel := range usualTypes {
			expansion.Patterns = append(expansion.Patterns, r.pattern("relationships", rel, nil))
		}
	}
	expansion.NodePredicate = r.nodePredicate()
	return expansion
}

// pattern returns the pattern of one type of relationship, with all conditions on it, including the current time.
func (r *reading) pattern(name string, rel model.RelType, given input.Object) plan.RelationshipPattern {
	edge := r.bindings.relationshipTypes[rel].edge
	pattern := plan.RelationshipPattern{Rel: rel, Node: r.bindings.edges[edge].toward}
	if r.err != nil {
		return pattern
	}
	for _, e := range given {
		if e.Name == "direction" {
			pattern.Follow = follows[e.Value]
			continue
		}
		var err error
		if pattern.Where, err = r.filter(name+"."+e.Name, r.edgeScope(edge, 1), e.Value); err != nil {
			r.fail(err)
			return pattern
		}
	}
	over := along(rel, pattern.Node)
	if undated := r.when.Undated(over); undated != nil {
		pattern.Undated = plan.AllOf(undated, pattern.Where)
	}
	pattern.Where = plan.AllOf(r.shown(over), pattern.Where)
	return pattern
}

// labelNamed contains the label of each SearchKind and PathNodeKind.
var labelNamed = map[string]model.Label{
	"FIRM": model.Firm, "PERSON": model.Person, "VC_FUND": model.VCFund, "STATE_FUND": model.StateFund,
	"OTHER_INVESTOR": model.OtherInvestor, "ROUND": model.Round, "SECTOR": model.Sector, "PROGRAMME": model.Programme,
	"SOURCE": model.Source,
}

// labelsOf returns the labels that a list names.
func labelsOf(kinds []any) (labels model.LabelSet) {
	for _, kind := range kinds {
		name, _ := kind.(string)
		labels |= labelNamed[name].Set()
	}
	return labels
}

// nodePredicate reads the condition on the nodes that steps lead to.
func (r *reading) nodePredicate() plan.Predicate {
	if r.err != nil {
		return nil
	}
	return r.nodesOf(r.arguments["through"])
}

// nodesOf returns the condition that an object of the argument through states.
func (r *reading) nodesOf(through any) plan.Predicate {
	where, err := r.allOf("through", through, func(name string, e input.Entry) (plan.Predicate, error) {
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
		kind := r.bindings.roots[e.Name]
		filter, err := r.filter(name, r.nodeScope(kind.typeName, 1), e.Value)
		if err != nil || filter == nil {
			return nil, err
		}
		return plan.AnyOf(plan.NoneOf(plan.HasLabel{Labels: kind.labels}), filter), nil
	})
	r.fail(err)
	return where
}
