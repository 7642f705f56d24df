package export

import "github.com/stakegraph/stakegraph/graph/model"

// FactsSchema returns the schema of the model's facts. It is directed and dynamic, with parallel edges, and has an
// attribute for each property of the vocabulary that is neither an id nor a name. Money has three attributes: its
// amount, its currency, and its value in dollars if that is known. The schema is the same for every graph.
func FactsSchema(counts *Counts) Schema {
	return Schema{
		Name: "Stakegraph", Directed: true, Parallel: true, Dynamic: true,
		Nodes: nodeColumns.attributes, Edges: edgeColumns.attributes, Counts: counts,
	}
}

// columns has the attributes of properties, and the index of the first attribute of each property.
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

// propertiesOf returns the properties of any of the labels or types.
func propertiesOf[T interface{ Properties() []model.Property }](all []T) map[model.Property]bool {
	properties := map[model.Property]bool{}
	for _, of := range all {
		for _, p := range of.Properties() {
			properties[p] = true
		}
	}
	return properties
}

// columnsOf returns the attributes of properties, in the order of the vocabulary. Ids and the names of nodes are not
// attributes.
func columnsOf(attributes []Attribute, properties map[model.Property]bool) columns {
	c := columns{attributes: attributes, first: map[model.Property]int{}}
	titled := properties[model.Wording] // of nodes; the title of a role is not a name
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

// attributeName returns the name of a property's attribute. It is the name of the property, unless a reader gives that
// a special meaning.
func attributeName(p model.Property) string {
	switch p {
	case model.OtherValue:
		return "otherValue" // NetworkX reads value as the id of a node
	case model.Size:
		return "capital" // Gephi and igraph read size as the size of the node in a picture
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

// fill sets the values of properties, and clears the others.
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
