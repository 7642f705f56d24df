package oracle

import (
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// edges maps the prefix of a connection's types to the type of relationship that it lists, and to the end that is its far
// end.
var edges = map[string]struct {
	relType  model.RelType
	farStart bool
}{
	"InvestmentInvestor":   {model.InvestedIn, true},
	"InvestmentFirm":       {model.InvestedIn, false},
	"CommitmentFund":       {model.CommittedTo, false},
	"CommitmentInvestor":   {model.CommittedTo, true},
	"RolePerson":           {model.HasRole, true},
	"RoleOrganisation":     {model.HasRole, false},
	"DesignationProgramme": {model.Designated, true},
	"DesignationFirm":      {model.Designated, false},
	"ActivitySector":       {model.OperatesIn, false},
	"ActivityFirm":         {model.OperatesIn, true},
	"RaisingRound":         {model.Raised, false},
	"PartSector":           {model.PartOf, true},
}

// all returns every row that connections of this name can list.
func (x *indexed) all(name string) []row {
	var rows []row
	if edge, is := edges[name]; is {
		for _, r := range x.relationships[edge.relType] {
			rows = append(rows, x.row(name, r))
		}
		return rows
	}
	for _, n := range x.nodes {
		rows = append(rows, row{node: n})
	}
	return rows
}

// rowOf returns the row of a cursor. The row need not be in the list that continues after it.
func (x *indexed) rowOf(name string, cursor any) row {
	for _, r := range x.whole.all(name) {
		if r.id() == cursor {
			return r
		}
	}
	refuse("there is no row %v", cursor)
	return row{}
}

// row returns a relationship as a row of a connection of this name.
func (x *indexed) row(name string, r *model.Relationship) row {
	if edges[name].farStart {
		return row{r, x.byID[r.From]}
	}
	return row{r, x.byID[r.To]}
}

// related returns the rows of a node's connection.
func (x *indexed) related(owner *model.Node, field, name string) []row {
	var rows []row
	for _, r := range x.touching[touch{edges[name].relType, owner.ID()}] {
		near := r.From
		switch {
		case owner.Label == model.Round && field == "investors":
			near, _ = r.Properties[model.RoundID].(string)
		case edges[name].farStart:
			near = r.To
		}
		if near == owner.ID() && (field != "founders" || r.Properties[model.IsFounder] == true) {
			rows = append(rows, x.row(name, r))
		}
	}
	return rows
}

// single returns the node of a field that leads to at most one node, or an empty row if there is none. Of reports whether
// the row has such a field with this name.
func (x *indexed) single(r row, field string) (found row, of bool) {
	var rows []row
	switch {
	case r.relationship != nil && r.relationship.Type == model.InvestedIn && field == "round":
		id, _ := r.relationship.Properties[model.RoundID].(string)
		return row{node: x.byID[id]}, true
	case r.is(model.Round) && field == "firm":
		rows = x.whole.ends(r.node, model.Raised, true) // the firm of a visible round is always visible
	case r.is(model.Sector) && field == "parent":
		rows = x.ends(r.node, model.PartOf, false)
	default:
		return row{}, false
	}
	if len(rows) == 0 {
		return row{}, true
	}
	return rows[0].far(), true
}

// ends returns the relationships of a type that reach a node, or those that leave it, each with the node at the other end.
func (x *indexed) ends(n *model.Node, t model.RelType, reach bool) []row {
	var rows []row
	for _, r := range x.touching[touch{t, n.ID()}] {
		switch {
		case reach && r.To == n.ID():
			rows = append(rows, row{r, x.byID[r.From]})
		case !reach && r.From == n.ID():
			rows = append(rows, row{r, x.byID[r.To]})
		}
	}
	return rows
}

// marked reports whether a node has a marker: Founder at the time of a founder's role, Investor at all times.
func (x *indexed) marked(n *model.Node, m model.Marker) bool {
	switch m {
	case model.Founder:
		for _, role := range x.ends(n, model.HasRole, false) {
			if role.relationship.Properties[model.IsFounder] == true {
				return true
			}
		}
		return false
	case model.Investor:
		x = x.whole
		return n.Investor || len(x.ends(n, model.InvestedIn, false)) > 0 || len(x.ends(n, model.CommittedTo, false)) > 0
	}
	return true
}

// sources returns the sources of a row in their stored order.
func (x *indexed) sources(r row) []thing {
	found := []thing{}
	for _, source := range x.cited(r) {
		found = append(found, node{source})
	}
	return found
}

func (x *indexed) cited(r row) []row {
	values := r.node.Properties
	if r.relationship != nil {
		values = r.relationship.Properties
	}
	listed, _ := values[model.Sources].([]string)
	var found []row
	for _, id := range listed {
		if source, has := x.byID[id]; has && source.Label == model.Source {
			found = append(found, row{node: source})
		}
	}
	return found
}

// conflicts returns the conflicts about a row, sorted by id.
func (x *indexed) conflicts(r row) []thing {
	found := []thing{}
	for _, conflict := range x.conflicting[r.id()] {
		found = append(found, contested{node{conflict}, r})
	}
	return found
}

// isListOf returns the name of a connection from the name of one of its types, and whether there is such a connection.
func isListOf(typeName, suffix string) (name string, is bool) {
	name, is = strings.CutSuffix(typeName, suffix)
	_, isEdge := edges[name]
	return name, is && isEdge
}
