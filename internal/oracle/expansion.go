package oracle

import (
	"cmp"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// relationshipTypes has the names in the schema of each type of relationship that a step can follow.
var relationshipTypes = map[model.RelType]struct{ field, typeName, edge string }{
	model.InvestedIn:  {"investments", "Investment", "InvestmentFirm"},
	model.Raised:      {"rounds", "Raising", "RaisingRound"},
	model.CommittedTo: {"commitments", "Commitment", "CommitmentFund"},
	model.HasRole:     {"roles", "Role", "RoleOrganisation"},
	model.Designated:  {"designations", "Designation", "DesignationFirm"},
	model.OperatesIn:  {"activities", "Activity", "ActivitySector"},
	model.PartOf:      {"parts", "Part", "PartSector"},
}

// expansion describes the steps of a search.
type expansion struct {
	followed   map[model.RelType]object // the types to follow, each with its pattern: direction and filter
	nodeFilter object
}

func expansionOf(arguments object) expansion {
	w := expansion{followed: map[model.RelType]object{}}
	patterns, _ := arguments["relationships"].(object)
	for t, pattern := range relationshipTypes {
		if of, given := patterns[pattern.field].(object); given {
			w.followed[t] = of
		}
	}
	if len(w.followed) == 0 {
		for _, t := range []model.RelType{model.InvestedIn, model.CommittedTo, model.HasRole} {
			w.followed[t] = object{}
		}
	}
	w.nodeFilter, _ = arguments["through"].(object)
	if except, given := w.nodeFilter["except"].([]any); given {
		for _, id := range except {
			if !model.ValidID(id.(string)) {
				refuse("%q is not an id", id)
			}
		}
	}
	return w
}

// walker follows an expansion in the graph of a scope.
type walker struct {
	scope
	expansion
}

// step is one step from a node to a neighbour, with all relationships that it follows.
type step struct {
	to    *model.Node
	along []*model.Relationship
}

// steps returns the steps from a node to its neighbours. The filter of nodes is not applied to these.
func (w walker) steps(from *model.Node) []step {
	var steps []step
	for _, t := range model.AllRelTypes() {
		for _, r := range w.graph.touching[touch{t, from.ID()}] {
			to := r.To
			if r.From != from.ID() {
				to = r.From
			}
			isEnd := r.From == from.ID() || r.To == from.ID() // excludes the round of an investment
			if r.From == r.To || !isEnd || !w.follows(r, r.From != from.ID()) {
				continue
			}
			at := slices.IndexFunc(steps, func(s step) bool { return s.to.ID() == to })
			if at < 0 {
				steps = append(steps, step{to: w.graph.byID[to]})
				at = len(steps) - 1
			}
			steps[at].along = append(steps[at].along, r)
		}
	}
	return steps
}

// follows reports whether a step can follow a relationship.
func (w walker) follows(r *model.Relationship, reversed bool) bool {
	pattern, has := w.followed[r.Type]
	if !has || pattern["direction"] == "ALONG" && reversed || pattern["direction"] == "AGAINST" && !reversed {
		return false
	}
	return w.hasPattern(r)
}

// hasPattern reports whether a relationship satisfies the pattern of its type, in either direction.
func (w walker) hasPattern(r *model.Relationship) bool {
	pattern, has := w.followed[r.Type]
	if !has {
		return false
	}
	filter, given := pattern["filter"].(object)
	edge := relationshipTypes[r.Type].edge
	return !given || w.holds(edge+"Filter", filter, w.graph.row(edge, r))
}

// kindsOfNodes has the values of PathNodeKind and the filters of PathNodeFilter.
var kindsOfNodes = map[model.Label][2]string{
	model.Firm: {"FIRM", "firm"}, model.Person: {"PERSON", "person"}, model.VCFund: {"VC_FUND", "vcFund"},
	model.StateFund: {"STATE_FUND", "stateFund"}, model.OtherInvestor: {"OTHER_INVESTOR", "otherInvestor"},
	model.Round: {"ROUND", "round"}, model.Sector: {"SECTOR", "sector"}, model.Programme: {"PROGRAMME", "programme"},
}

// passes reports whether a node satisfies the expansion's filter of nodes.
func (w walker) passes(n *model.Node) bool {
	if kinds, given := w.nodeFilter["kinds"].([]any); given && !slices.Contains(kinds, any(kindsOfNodes[n.Label][0])) {
		return false
	}
	if except, given := w.nodeFilter["except"].([]any); given && slices.Contains(except, any(n.ID())) {
		return false
	}
	filter, given := w.nodeFilter[kindsOfNodes[n.Label][1]].(object)
	return !given || w.holds(n.Label.String()+"Filter", filter, row{node: n})
}

// degree returns the number of relationships of the expansion's types that leave or reach a node, at any time.
func (w walker) degree(n *model.Node) int {
	degree := 0
	for t := range w.followed {
		degree += len(w.graph.whole.ends(n, t, true)) + len(w.graph.whole.ends(n, t, false))
	}
	return degree
}

func byTypeAndID(a, b *model.Relationship) int {
	return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.ID(), b.ID()))
}
