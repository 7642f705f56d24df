package export

import "github.com/stakegraph/stakegraph/graph/model"

// FactsSchema returns the schema of the model's facts: directed, with parallel edges and time, and an attribute for each
// property of the vocabulary that is neither an id nor a name. Money has three, its amount, its currency and its value in
// dollars where that is stated. They are the same for every graph, whatever of them it has.
func FactsSchema(counts *Counts) Schema {
	return Schema{
		Name: "Stakegraph", Directed: true, Parallel: true, Dynamic: true,
		Nodes: nodeColumns.attributes, Edges: edgeColumns.attributes, Counts: counts,
	}
}

// columns says where the values of a property go.
type columns struct {
	attributes []Attribute
	first      map[model.Property]int
}

// listed is the attribute of a node that was listed as an investor.
const listed = "listedAsInvestor"

var (
	nodeColumns = columnsOf([]Attribute{{listed, Boolean}}, propertiesOf(model.AllLabels.Labels()))
	edgeColumns = columnsOf(nil, propertiesOf(model.AllRelTypes()))
)

// propertiesOf returns the properties that one of the labels or types has.
func propertiesOf[T interface{ Properties() []model.Property }](all []T) map[model.Property]bool {
	properties := map[model.Property]bool{}
	for _, of := range all {
		for _, p := range of.Properties() {
			properties[p] = true
		}
	}
	return properties
}

// columnsOf makes attributes of properties, in the order of the vocabulary. What a node is called, and every id, has a
// place of its own.
func columnsOf(attributes []Attribute, properties map[model.Property]bool) columns {
	c := columns{attributes: attributes, first: map[model.Property]int{}}
	titled := properties[model.Wording] // of nodes; a role's title is no name
	for _, p := range model.AllProperties() {
		if !properties[p] || p == model.ID || p == model.Name || p == model.Wording || p == model.Title && titled {
			continue
		}
		c.first[p] = len(c.attributes)
		name, kind := attributeName(p), kindOf(p.Type())
		c.attributes = append(c.attributes, Attribute{name, kind})
		if p.Type() == model.MoneyType {
			c.attributes = append(c.attributes, Attribute{name + "Currency", Text}, Attribute{name + "Usd", Decimal})
		}
	}
	return c
}

// attributeName returns what the attribute of a property is called: as the property, unless a reader takes that name for
// something else.
func attributeName(p model.Property) string {
	switch p {
	case model.OtherValue:
		return "otherValue" // NetworkX takes value for a node's id
	case model.Size:
		return "capital" // Gephi and igraph take size for that of the node in a picture
	default:
		return p.String()
	}
}

func kindOf(t model.Type) Kind {
	switch t {
	case model.Int:
		return Integer
	case model.Bool:
		return Boolean
	case model.Amount, model.MoneyType:
		return Decimal
	case model.DateType:
		return Date
	case model.TextList, model.IDList:
		return List
	case model.Text, model.FoldedText, model.Enum, model.Reference:
		return Text
	default:
		panic("export: a property of an unknown type")
	}
}

// fill puts properties where they belong.
func (c *columns) fill(values []any, properties model.Properties) {
	clear(values)
	for p, v := range properties {
		at, has := c.first[p]
		if !has {
			continue
		}
		values[at] = v
		switch v := v.(type) {
		case model.Money:
			values[at], values[at+1] = v.Amount, v.Currency
			if usd := v.InUSD(); usd != nil {
				values[at+2] = *usd
			}
		case int64:
			if p.Type() == model.Enum {
				values[at] = p.Values()[v]
			}
		}
	}
}
