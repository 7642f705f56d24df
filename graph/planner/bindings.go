package planner

import (
	"maps"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// A binding says what a field of the schema stands for in the graph. Fields that have the name of a property of their
// label or relationship type are bound by that; all others are listed here. A test holds the schema against them.
type binding interface{ isBinding() }

// property is a value of the row's node or relationship.
type property struct{ model.Property }

// connection is a paged list of relationships, with the type of their edges.
type connection struct {
	from  plan.From
	where plan.Predicate
	edge  string // the edge's and the filter's type, without "Edge" and "Filter"
}

// single is one node that the row leads to.
type single struct {
	from     plan.From
	where    plan.Predicate
	typeName string
}

// plural is a list that is not paged.
type plural struct {
	from     plan.From
	where    plan.Predicate
	order    []plan.Sort
	typeName string
	about    *fact // what it is about; of no binding, set where it is planned
}

func (property) isBinding()   {}
func (connection) isBinding() {}
func (single) isBinding()     {}
func (plural) isBinding()     {}

// edgeType is what an edge and its filters and orders stand for.
type edgeType struct {
	rel  model.RelType
	node string // the type of the node at the far end
}

var edgeTypes = map[string]edgeType{
	"InvestmentInvestor":   {model.InvestedIn, "Investor"},
	"InvestmentFirm":       {model.InvestedIn, "Firm"},
	"CommitmentFund":       {model.CommittedTo, "Fund"},
	"CommitmentInvestor":   {model.CommittedTo, "Investor"},
	"RolePerson":           {model.HasRole, "Person"},
	"RoleOrganisation":     {model.HasRole, "Organisation"},
	"DesignationProgramme": {model.Designated, "Programme"},
	"DesignationFirm":      {model.Designated, "Firm"},
	"ActivitySector":       {model.OperatesIn, "Sector"},
	"ActivityFirm":         {model.OperatesIn, "Firm"},
	"RaisingRound":         {model.Raised, "Round"},
	"PartSector":           {model.PartOf, "Sector"},
}

// interfaces are the types that stand for nodes of several labels.
var interfaces = map[string]model.LabelSet{
	"Node": model.Nodes, "Organisation": model.Organisations, "Investor": model.Investors, "Fund": model.Funds,
}

// kinds are the fields of a filter that ask for one label.
var kinds = map[string]model.Label{
	"firm": model.Firm, "vcFund": model.VCFund, "stateFund": model.StateFund, "otherInvestor": model.OtherInvestor,
}

// along leads over relationships of a type.
func along(rel model.RelType, direction plan.Direction) plan.From {
	return plan.From{Kind: plan.Expand, Rel: rel, Direction: direction}
}

// orderedBy is the order of nodes by some of their properties.
func orderedBy(properties ...model.Property) (order []plan.Sort) {
	for _, p := range properties {
		order = append(order, plan.Sort{Column: plan.Column{Property: p}})
	}
	return order
}

func expand(rel model.RelType, direction plan.Direction, edge string) connection {
	return connection{from: along(rel, direction), edge: edge}
}

var (
	people   = expand(model.HasRole, plan.Incoming, "RolePerson")
	founders = connection{
		from: people.from, edge: people.edge,
		where: plan.Compare{
			Column: plan.Column{Of: plan.OfRelationship, Property: model.IsFounder}, Op: plan.Equal, Value: true,
		},
	}
	organisationFields = map[string]binding{"people": people, "founders": founders}
	investorFields     = merge(organisationFields, map[string]binding{
		"investments": expand(model.InvestedIn, plan.Outgoing, "InvestmentFirm"),
		"commitments": expand(model.CommittedTo, plan.Outgoing, "CommitmentFund"),
	})
	fundFields = merge(investorFields, map[string]binding{
		"limitedPartners": expand(model.CommittedTo, plan.Incoming, "CommitmentInvestor"),
	})
)

var nodeFields = map[string]map[string]binding{
	"Organisation": organisationFields, "Investor": investorFields, "Fund": fundFields,
	"VCFund": fundFields, "StateFund": fundFields, "OtherInvestor": investorFields,
	"Firm": merge(investorFields, map[string]binding{
		"investors":    expand(model.InvestedIn, plan.Incoming, "InvestmentInvestor"),
		"rounds":       expand(model.Raised, plan.Outgoing, "RaisingRound"),
		"designations": expand(model.Designated, plan.Incoming, "DesignationProgramme"),
		"sectors":      expand(model.OperatesIn, plan.Outgoing, "ActivitySector"),
	}),
	"Person": {"roles": expand(model.HasRole, plan.Outgoing, "RoleOrganisation")},
	"Round": {
		"firm":      single{toFirm, nil, "Firm"},
		"investors": connection{from: ofRound, edge: "InvestmentInvestor"},
	},
	"Sector": {
		"parent":   single{along(model.PartOf, plan.Outgoing), nil, "Sector"},
		"children": expand(model.PartOf, plan.Incoming, "PartSector"),
		"firms":    expand(model.OperatesIn, plan.Incoming, "ActivityFirm"),
	},
	"Conflict": {"held": held{}},
	"Programme": {
		"level": property{model.Rung},
		"firms": expand(model.Designated, plan.Outgoing, "DesignationFirm"),
		"batches": plural{
			from: along(model.HasBatch, plan.Outgoing), order: orderedBy(model.Number, model.Year, model.ID), typeName: "Batch",
		},
		"subsidies": plural{from: along(model.HasSubsidy, plan.Outgoing), order: orderedBy(model.ID), typeName: "Subsidy"},
	},
}

// edgeFields are bound on the edges of one relationship type.
var edgeFields = map[model.RelType]map[string]binding{
	model.InvestedIn: {
		"round": single{roundsOfInvestments.then, nil, "Round"},
	},
}

// provenance binds what every fact has. A conflict that repeats the value which the fact holds is none.
func provenance(of plan.Entity) map[string]binding {
	return map[string]binding{
		"sources": plural{from: plan.From{Kind: plan.Cited, Of: of}, typeName: "Source"},
		"conflicts": plural{
			from: plan.From{Kind: plan.Contradicted, Of: of}, where: plan.IsNull{Column: plan.Column{Property: model.Repeats}},
			typeName: "Conflict",
		},
	}
}

// bindings are those of all types, made once for a schema.
type bindings struct {
	fields   map[string]map[string]binding // by type and field; an edge's type without "Edge"
	labels   map[string]model.LabelSet     // of the nodes that a type stands for
	possible map[string]map[string]bool    // the object types that a fragment's type condition lets through
}

func bind(schema *ast.Schema) bindings {
	b := bindings{map[string]map[string]binding{}, map[string]model.LabelSet{}, map[string]map[string]bool{}}
	for name, labels := range interfaces {
		// An interface has the properties that all of its labels have.
		shared := ofProperties(labels.Labels()[0].Properties())
		for _, label := range labels.Labels()[1:] {
			own := ofProperties(label.Properties())
			maps.DeleteFunc(shared, func(field string, _ binding) bool { return own[field] == nil })
		}
		b.fields[name] = merge(shared, provenance(plan.OfNode), nodeFields[name])
	}
	for _, label := range model.AllLabels.Labels() {
		name := label.String()
		b.fields[name] = merge(ofProperties(label.Properties()), provenance(plan.OfNode), nodeFields[name])
		b.labels[name] = label.Set()
	}
	for name, edge := range edgeTypes {
		b.fields[name] = merge(ofProperties(edge.rel.Properties()), provenance(plan.OfRelationship), edgeFields[edge.rel])
	}
	for name, definition := range schema.Types {
		possible := map[string]bool{}
		for _, object := range schema.GetPossibleTypes(definition) {
			possible[object.Name] = true
			if label, isNode := model.ParseLabel(object.Name); isNode {
				b.labels[name] |= label.Set()
			}
		}
		b.possible[name] = possible
	}
	return b
}

func ofProperties(properties []model.Property) map[string]binding {
	fields := make(map[string]binding, len(properties))
	for _, p := range properties {
		if p != model.Sources {
			fields[p.String()] = property{p}
		}
	}
	return fields
}

// merge returns one map of several; of one field the last binding holds.
func merge(parts ...map[string]binding) map[string]binding {
	all := map[string]binding{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}
