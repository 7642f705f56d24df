package planner

import (
	"maps"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/schema"
)

// A binding defines what a field of the schema reads from the graph, as graph/schema declares it. A test compares the
// bindings with the schema.
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

// plural is a list without pages.
type plural struct {
	from     plan.From
	where    plan.Predicate
	order    []plan.Sort
	typeName string
	about    *fact // the fact that the list is about; set during planning, never in a binding
}

// called is the label of the row's node or relationship.
type called struct{}

func (property) isBinding()   {}
func (connection) isBinding() {}
func (single) isBinding()     {}
func (plural) isBinding()     {}
func (called) isBinding()     {}

// along is the expansion over the relationships of a type.
func along(rel model.RelType, direction plan.Direction) plan.From {
	return plan.From{Kind: plan.Expand, Rel: rel, Direction: direction}
}

// orderedBy returns the order of nodes by some of their properties.
func orderedBy(properties ...model.Property) (order []plan.Sort) {
	for _, p := range properties {
		order = append(order, plan.Sort{Column: plan.Column{Property: p}})
	}
	return order
}

// written are the fields that the declaration leaves to Go: lists without pages, and the value that a conflict
// contradicts.
var written = map[string]map[string]binding{
	"Conflict": {"held": storedValue{}},
	"Programme": {
		"batches": plural{
			from: along(model.HasBatch, plan.Outgoing), order: orderedBy(model.Number, model.Year, model.ID), typeName: "Batch",
		},
		"subsidies": plural{from: along(model.HasSubsidy, plan.Outgoing), order: orderedBy(model.ID), typeName: "Subsidy"},
	},
}

// labelled has the binding of the label that all nodes and relationships have.
var labelled = map[string]binding{"label": called{}}

// provenance returns the bindings that every fact has. A conflict that repeats the value of the fact is left out.
func provenance(of plan.Entity) map[string]binding {
	return map[string]binding{
		"sources": plural{from: plan.From{Kind: plan.Sources, Of: of}, typeName: "Source"},
		"conflicts": plural{
			from: plan.From{Kind: plan.Conflicts, Of: of}, where: plan.IsNull{Column: plan.Column{Property: model.Repeats}},
			typeName: "Conflict",
		},
	}
}

// edgeType describes an edge with its filters and orders.
type edgeType struct {
	rel    model.RelType
	toward plan.Direction // direction in which the relationships lead to the node
	node   string         // type of the node
}

// relationshipType has the names in the schema for one type of relationship that steps follow.
type relationshipType struct {
	field    string // of PathRelationships
	typeName string
	edge     string // name of the connection with its fields and its filter
}

// bindings are the bindings of all types, built once from a schema and its declaration.
type bindings struct {
	fields            map[string]map[string]binding // by type and field; an edge's type without "Edge"
	labels            map[string]model.LabelSet     // labels of the nodes that a type includes
	possible          map[string]map[string]bool    // object types that a type condition of a fragment includes
	edges             map[string]edgeType           // by the edge's type without "Edge"
	relationshipTypes map[model.RelType]relationshipType
	totals            map[string]map[string]sumOver // sets of nodes that rows lead to, by type and by field of its aggregate
	roots             map[string]root
}

func bind(parsed *ast.Schema, declared *schema.Declaration) bindings {
	b := bindings{
		map[string]map[string]binding{},
		map[string]model.LabelSet{},
		map[string]map[string]bool{},
		map[string]edgeType{},
		map[model.RelType]relationshipType{},
		map[string]map[string]sumOver{},
		maps.Clone(otherRoots),
	}
	for name, definition := range parsed.Types {
		possible := map[string]bool{}
		for _, object := range parsed.GetPossibleTypes(definition) {
			possible[object.Name] = true
			if label, isNode := model.ParseLabel(object.Name); isNode {
				b.labels[name] |= label.Set()
			}
		}
		b.possible[name] = possible
	}
	for _, end := range declared.Ends {
		rel := relTypeOf(end.Of)
		b.edges[end.List()] = edgeType{rel, toward(end.Name), end.Type.Name()}
		b.relationshipTypes[rel] = relationshipType{schema.Argument(end.Of.Directives, "relationship", "follow"), end.Of.Name, end.List()}
	}
	for _, end := range declared.Ends {
		name := end.List()
		b.fields[name] = merge(labelled, ofProperties(relTypeOf(end.Of).Properties()), provenance(plan.OfRelationship))
		b.totals[name] = map[string]sumOver{"nodes": {plan.From{Kind: plan.Self}, end.Type.Name()}}
		b.bindFields(name, declared, end.Of.Fields)
	}
	for _, label := range model.AllLabels.Labels() {
		name := label.String()
		b.fields[name] = merge(labelled, ofProperties(label.Properties()), provenance(plan.OfNode), written[name])
		b.totals[name] = map[string]sumOver{}
		if node := declared.Nodes.ForName(name); node != nil {
			b.bindFields(name, declared, node.Fields)
		}
	}
	for _, node := range declared.Nodes {
		b.bindRoots(node)
		if node.IsAbstractType() { // its fields have the same binding on all of its nodes
			b.fields[node.Name] = map[string]binding{}
			for _, f := range node.Fields {
				b.fields[node.Name][f.Name] = b.fields[b.labels[node.Name].First().String()][f.Name]
			}
		}
	}
	return b
}

// bindFields binds the declared fields of a type that are not a property of the same name, and the aggregates of the
// nodes that they lead to.
func (b bindings) bindFields(typeName string, declared *schema.Declaration, fields ast.FieldList) {
	own := b.fields[typeName]
	for _, f := range fields {
		if stored := schema.Argument(f.Directives, "property", "name"); stored != "" {
			own[f.Name] = own[stored]
			continue
		}
		from, far := b.leads(declared, f)
		if far == "" {
			continue
		}
		own[f.Name] = single{from, nil, far}
		if list, isList := schema.List(f.Type.Name()); isList {
			own[f.Name] = connection{from, isTrue(schema.Argument(f.Directives, "where", "property")), list}
		}
		if f.Directives.ForName("aggregated") != nil {
			b.totals[typeName][schema.Argument(declared.Nodes.ForName(far).Directives, "node", "list")] = sumOver{from, far}
		}
	}
}

// leads returns the source of the rows of a field and the type of its nodes. The type is "" if the field leads nowhere.
func (b bindings) leads(declared *schema.Declaration, f *ast.FieldDefinition) (from plan.From, far string) {
	list, isList := schema.List(f.Type.Name())
	reference, isReference := model.ParseProperty(schema.Argument(f.Directives, "reference", "property"))
	through := declared.Relationships.ForName(schema.Argument(f.Directives, "through", "relationship"))
	switch edge := b.edges[list]; {
	case isList && isReference:
		return plan.From{Kind: plan.BackReference, Rel: edge.rel, Direction: edge.toward, Property: reference}, edge.node
	case isList:
		return along(edge.rel, edge.toward), edge.node
	case isReference:
		return plan.From{Kind: plan.Reference, Of: plan.OfRelationship, Property: reference}, f.Type.Name()
	case through != nil:
		return along(relTypeOf(through), toward(schema.Argument(f.Directives, "through", "end"))), f.Type.Name()
	}
	return from, ""
}

// isTrue holds for relationships for which the property is true, and for all if no property is named.
func isTrue(name string) plan.Predicate {
	p, named := model.ParseProperty(name)
	if !named {
		return nil
	}
	return plan.Compare{Column: plan.Column{Of: plan.OfRelationship, Property: p}, Op: plan.Equal, Value: true}
}

func relTypeOf(declared *ast.Definition) model.RelType {
	rel, _ := model.ParseRelType(schema.Argument(declared.Directives, "relationship", "type"))
	return rel
}

// toward returns the direction in which relationships lead to an end.
func toward(end string) plan.Direction {
	if end == "start" {
		return plan.Incoming
	}
	return plan.Outgoing
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

// merge merges maps. Later maps override earlier ones.
func merge(parts ...map[string]binding) map[string]binding {
	all := map[string]binding{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}
