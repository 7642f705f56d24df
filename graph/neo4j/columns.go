package neo4j

import (
	"stakegraph/graph/model"
	"stakegraph/graph/plan"
)

// A property of several parts is kept as several properties of Neo4j: the one that lists are sorted by has the
// property's own name, the others add the part to it. All values are integers, texts, truth values and lists of texts,
// so that each compares as the model says.

// factLabel is carried by every node beside its own label, since ids are unique over all of them.
const factLabel = "Fact"

// listedProperty says of a node that it was listed as an investor; it is true or absent.
const listedProperty = "listedAsInvestor"

var suffixes = [...]string{
	plan.Key: "Key", plan.Currency: "Currency", plan.USD: "Usd", plan.Latest: "Latest", plan.Precision: "Precision",
}

// columns maps each property to its names in the database by part, empty where it has no such part.
var columns = func() [][plan.Precision + 1]string {
	all := make([][plan.Precision + 1]string, len(model.AllProperties()))
	for _, p := range model.AllProperties() {
		name, c := p.String(), &all[p]
		switch p.Type() {
		case model.MoneyType:
			c[plan.Units] = name
			c[plan.Currency], c[plan.USD] = name+suffixes[plan.Currency], name+suffixes[plan.USD]
		case model.DateType:
			c[plan.Earliest] = name
			c[plan.Latest], c[plan.Precision] = name+suffixes[plan.Latest], name+suffixes[plan.Precision]
		case model.FoldedText:
			c[plan.Whole], c[plan.Key] = name, name+suffixes[plan.Key]
		default:
			c[plan.Whole] = name
		}
	}
	return all
}()

// stored returns the properties that Neo4j keeps for what a fact states. What is not known is absent.
func stored(properties model.Properties) map[string]any {
	all := make(map[string]any, 2*len(properties))
	for p, value := range properties {
		c := &columns[p]
		switch value := value.(type) {
		case model.Money:
			all[c[plan.Units]], all[c[plan.Currency]] = value.Amount, value.Currency
			if usd := value.InUSD(); usd != nil {
				all[c[plan.USD]] = *usd
			}
		case model.PartialDate:
			all[c[plan.Earliest]], all[c[plan.Latest]] = value.Earliest, value.Latest
			all[c[plan.Precision]] = int64(value.Precision)
		case string:
			all[c[plan.Whole]] = value
			addOrder(all, c[plan.Whole], value)
			if p.Type() == model.FoldedText {
				key := model.Fold(value)
				all[c[plan.Key]] = key
				addOrder(all, c[plan.Key], key)
			}
		default:
			all[c[plan.Whole]] = value
		}
	}
	return all
}
