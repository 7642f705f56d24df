package neo4j

import (
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// listedProperty is true for a node that was listed as an investor, and absent for others.
const listedProperty = "listedAsInvestor"

// stored returns the properties in the form in which Neo4j stores them. Unknown values are absent.
func stored(properties model.Properties) map[string]any {
	all := make(map[string]any, 2*len(properties))
	for p, value := range properties {
		c := &cypher.Columns[p]
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
		case []string:
			all[c[plan.Whole]] = value
			if p.Type() == model.TextList {
				all[c[plan.Key]] = model.FoldAll(value)
			}
		default:
			all[c[plan.Whole]] = value
		}
	}
	return all
}

// addOrder adds the text that a stored text is compared by, if it differs.
func addOrder(all map[string]any, name, value string) {
	if !cypher.IsPlain(value) {
		all[name+cypher.OrderSuffix] = cypher.OrderText(value)
	}
}

// stated returns the properties of a fact from their stored form. It is the inverse of stored.
func stated(properties []model.Property, stored map[string]any) (model.Properties, error) {
	all := make(model.Properties, len(stored))
	for _, p := range properties {
		c := &cypher.Columns[p]
		first := stored[c[plan.StoredParts(p)[0]]]
		if first == nil {
			continue
		}
		if all[p] = valueOf(p, c, stored, first); all[p] == nil {
			return nil, fmt.Errorf("%w: %s is %T", errDecode, p, first)
		}
	}
	return all, nil
}

// valueOf returns the value of a property, or nil if the stored value has another type.
func valueOf(p model.Property, c *[plan.Precision + 1]string, stored map[string]any, first any) any {
	switch p.Type() {
	case model.MoneyType:
		amount, isAmount := first.(int64)
		currency, isCurrency := stored[c[plan.Currency]].(string)
		if !isAmount || !isCurrency {
			return nil
		}
		m := model.Money{Amount: amount, Currency: currency}
		if usd, known := stored[c[plan.USD]].(int64); known && currency != "USD" {
			m.USD = &usd
		}
		return m
	case model.DateType:
		earliest, isEarliest := first.(int64)
		latest, isLatest := stored[c[plan.Latest]].(int64)
		precision, isPrecision := stored[c[plan.Precision]].(int64)
		if !isEarliest || !isLatest || !isPrecision {
			return nil
		}
		return model.PartialDate{Earliest: earliest, Latest: latest, Precision: model.Precision(precision)}
	case model.TextList, model.IDList:
		list, isList := first.([]any)
		if !isList {
			return nil
		}
		texts := make([]string, len(list))
		for i, element := range list {
			if texts[i], isList = element.(string); !isList {
				return nil
			}
		}
		return texts
	case model.Int, model.Enum, model.Amount:
		if n, isInt := first.(int64); isInt {
			return n
		}
	case model.Bool:
		if v, isBool := first.(bool); isBool {
			return v
		}
	case model.Text, model.FoldedText, model.Reference:
		if s, isText := first.(string); isText {
			return s
		}
	default:
		panic("neo4j: a property of an unknown type")
	}
	return nil
}
