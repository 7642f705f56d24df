package planner

import (
	"maps"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/schema"
)

// A binding says what a field of the schema stands for in the graph, as graph/schema declares it. A test holds the schema
// against them.
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

// written are the fields that the declaration leaves to Go: lists that are not paged, and what a conflict is compared with.
var written = map[string]map[string]binding{
	"Conflict": {"held": storedValue{}},
	"Programme": {
		"batches": plural{
			from: along(model.HasBatch, plan.Outgoing), order: orderedBy(model.Number, model.Year, model.ID), typeName: "Batch",
		},
		"subsidies": plural{from: along(model.HasSubsidy, plan.Outgoing), order: orderedBy(model.ID), typeName: "Subsidy"},
	},
}

// provenance binds what every fact has. A conflict that repeats the value which the fact holds is none.
func provenance(of plan.Entity) map[string]binding {
	return map[string]binding{
		"sources": plural{from: plan.From{Kind: plan.Sources, Of: of}, typeName: "Source"},
		"conflicts": plural{
			from: plan.From{Kind: plan.Conflicts, Of: of}, where: plan.IsNull{Column: plan.Column{Property: model.Repeats}},
			typeName: "Conflict",
		},
	}
}

// edgeType is what an edge and its filters and orders stand for.
type edgeType struct {
	rel    model.RelType
	toward plan.Direction // in which the relationships lead to the node
	node   string         // its type
}

// relationshipType is what steps along one type of relationship are called in the schema.
type relationshipType struct {
	field    string // of PathRelationships
	typeName string
	edge     string // the connection that has its fields, and its filter
}

// bindings are those of all types, made once for a schema and for what is declared of it.
type bindings struct {
	fields            map[string]map[string]binding // by type and field; an edge's type without "Edge"
	labels            map[string]model.LabelSet     // of the nodes that a type stands for
	possible          map[string]map[string]bool    // the object types that a fragment's type condition lets through
	edges             map[string]edgeType           // by the edge's type without "Edge"
	relationshipTypes map[model.RelType]relationshipType
	totals            map[string]map[string]sumOver // of what rows lead to, by type, as fields, and field of the aggregates
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
		b.fields[name] = merge(ofProperties(relTypeOf(end.Of).Properties()), provenance(plan.OfRelationship))
		b.totals[name] = map[string]sumOver{"nodes": {plan.From{Kind: plan.Self}, end.Type.Name()}}
		b.bindFields(name, declared, end.Of.Fields)
	}
	for _, label := range model.AllLabels.Labels() {
		name := label.String()
		b.fields[name] = merge(ofProperties(label.Properties()), provenance(plan.OfNode), written[name])
		b.totals[name] = map[string]sumOver{}
		if node := declared.Nodes.ForName(name); node != nil {
			b.bindFields(name, declared, node.Fields)
		}
	}
	for _, node := range declared.Nodes {
		b.bindRoots(node)
		if node.IsAbstractType() { // its fields stand for the same on all of its nodes
			b.fields[node.Name] = map[string]binding{}
			for _, f := range node.Fields {
				b.fields[node.Name][f.Name] = b.fields[b.labels[node.Name].First().String()][f.Name]
			}
		}
	}
	return b
}

// bindFields binds the declared fields of a type that are no property of the same name, and what is aggregated of the nodes
// that they lead to.
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
		if list, isList := strings.CutSuffix(f.Type.Name(), "Connection"); isList {
			own[f.Name] = connection{from, isTrue(schema.Argument(f.Directives, "where", "property")), list}
		}
		if f.Directives.ForName("aggregated") != nil {
			b.totals[typeName][schema.Argument(declared.Nodes.ForName(far).Directives, "node", "list")] = sumOver{from, far}
		}
	}
}

// leads returns where a field leads, and the type of the nodes there, or none where it does not.
func (b bindings) leads(declared *schema.Declaration, f *ast.FieldDefinition) (from plan.From, far string) {
	list, isList := strings.CutSuffix(f.Type.Name(), "Connection")
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

// isTrue holds for relationships of which a property is true, and for all where none is named.
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

// merge returns one map of several; of one field the last binding holds.
func merge(parts ...map[string]binding) map[string]binding {
	all := map[string]binding{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}
