package sqlite

import (
	"database/sql/driver"
	"encoding/json"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
)

// upsert has the statements that insert or update one row. The arguments of insert are the id and the values. The
// argument of find is the id; it returns the row's key and a node's label. The arguments of update are the values, the
// key, and the values again.
type upsert struct{ insert, find, update string }

var nodeUpsert = func() upsert {
	u := newUpsert("node", append([]string{"label", "listed_as_investor"}, sql.AllColumns(sql.NodeProperties)...))
	u.find = "SELECT key, label FROM node WHERE id = ?"
	return u
}()

var relationshipUpserts = func() []upsert {
	all := make([]upsert, 0, len(model.AllRelTypes()))
	for _, t := range model.AllRelTypes() {
		stated := append([]string{"from_key", "to_key"}, sql.AllColumns(t.Properties()[1:])...)
		all = append(all, newUpsert(sql.TableName(t), stated))
	}
	return all
}()

func newUpsert(table string, stated []string) upsert {
	names, places := strings.Join(stated, ", "), strings.TrimSuffix(strings.Repeat("?, ", len(stated)), ", ")
	return upsert{
		insert: "INSERT INTO " + table + " (id, " + names + ") VALUES (?, " + places + ") ON CONFLICT (id) DO NOTHING",
		find:   "SELECT key, '' FROM " + table + " WHERE id = ?",
		update: "UPDATE " + table + " SET (" + names + ") = (" + places + ")" +
			" WHERE key = ? AND (" + names + ") IS NOT (" + places + ")",
	}
}

// appendValues appends the values of a property's columns. They are all null if value is nil.
func appendValues(values []any, p model.Property, value any) []any {
	if value == nil {
		for range sql.PropertyColumns(p) {
			values = append(values, nil)
		}
		return values
	}
	switch value := value.(type) {
	case model.Money:
		var usd any
		if u := value.InUSD(); u != nil {
			usd = *u
		}
		return append(values, value.Amount, value.Currency, usd)
	case model.PartialDate:
		return append(values, value.Earliest, value.Latest, int64(value.Precision))
	case []string:
		values = append(values, sql.JSONList(value))
		if p.Type() == model.TextList {
			values = append(values, sql.JSONList(model.FoldAll(value)))
		}
		return values
	case string:
		if p.Type() == model.FoldedText {
			return append(values, value, model.Fold(value))
		}
	}
	return append(values, value)
}

// columnCounts has the number of columns of each property.
var columnCounts = func() []int {
	all := make([]int, len(model.AllProperties()))
	for p := range all {
		all[p] = len(sql.PropertyColumns(model.Property(p)))
	}
	return all
}()

// takeValues adds the properties of a row's values to stated. It is the inverse of appendValues.
func takeValues(stated model.Properties, properties []model.Property, values []driver.Value) {
	for _, p := range properties {
		parts := values[:columnCounts[p]]
		values = values[len(parts):]
		if parts[0] == nil {
			continue
		}
		switch p.Type() {
		case model.MoneyType:
			stated[p] = moneyOf(parts)
		case model.DateType:
			earliest, _ := parts[0].(int64)
			latest, _ := parts[1].(int64)
			precision, _ := parts[2].(int64)
			stated[p] = model.PartialDate{Earliest: earliest, Latest: latest, Precision: model.Precision(precision)}
		case model.TextList, model.IDList:
			stated[p] = textsOf(parts[0])
		case model.Bool:
			stated[p] = parts[0] == int64(1)
		case model.Text, model.FoldedText, model.Int, model.Enum, model.Amount, model.Reference:
			stated[p] = parts[0]
		default:
			panic("sqlite: a property of an unknown type")
		}
	}
}

func moneyOf(parts []driver.Value) model.Money {
	var m model.Money
	m.Amount, _ = parts[0].(int64)
	m.Currency, _ = parts[1].(string)
	if usd, known := parts[2].(int64); known && m.Currency != "USD" {
		m.USD = &usd
	}
	return m
}

// textsOf parses a list that sql.JSONList wrote. Most lists have no escapes, so that splitting them at the quotes is
// enough.
func textsOf(list any) []string {
	text, _ := list.(string)
	if len(text) > len(`[""]`) && strings.IndexByte(text, '\\') < 0 {
		return strings.Split(text[len(`["`):len(text)-len(`"]`)], `","`)
	}
	var texts []string
	_ = json.Unmarshal([]byte(text), &texts)
	return texts
}
