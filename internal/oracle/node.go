package oracle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
)

// node is a node as a value of GraphQL. Its type has the name of its label.
type node struct{ row }

func (n node) typeName() string { return n.row.node.Label.String() }

func (n node) field(e *evaluation, f *ast.Field) any {
	switch f.Name {
	case "label":
		return e.graph.labelOf(n.row.node)
	case "batches":
		return e.graph.batches(n.row.node)
	case "subsidies":
		return nodes(slices.SortedFunc(slices.Values(e.graph.ends(n.row.node, model.HasSubsidy, false)), byFarID))
	}
	typeName := f.Definition.Type.Name()
	if name, is := isListOf(typeName, "Connection"); is {
		return e.connection(f, name, e.graph.related(n.row.node, f.Name, name), e.undated(e.graph.whole.related(n.row.node, f.Name, name)))
	}
	return e.graph.fact(n.row, f)
}

// labelOf returns the label of a node. It is the same at all times.
func (x *indexed) labelOf(n *model.Node) string {
	owner := func(t model.RelType) []string {
		for _, r := range x.whole.ends(n, t, true) {
			name, _ := r.node.Properties[model.Name].(string)
			return []string{name}
		}
		return nil
	}
	text := func(p model.Property) string { return n.Properties[p].(string) }
	switch n.Label {
	case model.Source:
		return text(model.Title)
	case model.Subsidy:
		return text(model.Wording)
	case model.Round:
		return strings.Join(append(owner(model.Raised), text(model.Name)), " ")
	case model.Batch:
		words := owner(model.HasBatch)
		if number, has := n.Properties[model.Number]; has {
			words = append(words, fmt.Sprint("batch ", number))
		}
		if year, has := n.Properties[model.Year]; has {
			words = append(words, fmt.Sprint(year))
		}
		if len(words) == 0 {
			return n.ID()
		}
		return strings.Join(words, ", ")
	}
	return text(model.Name)
}

// fact evaluates a field that both nodes and relationships have.
func (x *indexed) fact(r row, f *ast.Field) any {
	switch f.Name {
	case "sources":
		return x.sources(r)
	case "conflicts":
		return x.conflicts(r)
	}
	if single, is := x.single(r, f.Name); is {
		if single.node == nil {
			return nil
		}
		return node{single}
	}
	property, value := r.value(f.Name)
	switch value := value.(type) {
	case nil:
		if f.Definition.Type.Elem != nil {
			return []any{}
		}
	case int64:
		if property.Type() == model.Enum {
			return property.Values()[value]
		}
		if property.Type() == model.Amount {
			return decimal(hundredths(value))
		}
	case model.PartialDate:
		return value.String()
	case model.Money:
		return money(value)
	case []string:
		list := []any{}
		for _, text := range value {
			list = append(list, text)
		}
		return list
	}
	return value
}

// batches returns the batches of a programme, sorted by number, year and id, with nulls last.
func (x *indexed) batches(programme *model.Node) []thing {
	rows := x.ends(programme, model.HasBatch, false)
	slices.SortFunc(rows, func(a, b row) int {
		for _, p := range []model.Property{model.Number, model.Year} {
			if c := compareDirected(a.node.Properties[p], b.node.Properties[p], "ASC"); c != 0 {
				return c
			}
		}
		return byFarID(a, b)
	})
	return nodes(rows)
}

func byFarID(a, b row) int { return strings.Compare(a.node.ID(), b.node.ID()) }

func nodes(rows []row) []thing {
	things := []thing{}
	for _, r := range rows {
		things = append(things, node{r.far()})
	}
	return things
}

// edge is an edge of a connection.
type edge struct {
	row
	name string // of the connection
}

func (d edge) typeName() string { return d.name + "Edge" }

func (d edge) field(e *evaluation, f *ast.Field) any {
	switch f.Name {
	case "cursor":
		return Cursor(d.id())
	case "node":
		return node{d.far()}
	case "relationship":
		return relationship{d.relationship}
	}
	return e.graph.fact(d.row, f)
}

// money is an amount in one currency.
type money model.Money

func (money) typeName() string { return "Money" }

func (m money) field(_ *evaluation, f *ast.Field) any {
	switch f.Name {
	case "value":
		return decimal(hundredths(m.Amount))
	case "currency":
		return m.Currency
	}
	if usd := model.Money(m).InUSD(); usd != nil {
		return decimal(hundredths(*usd))
	}
	return nil
}

// contested is a conflict, with the fact that it is about.
type contested struct {
	node
	fact row
}

func (c contested) field(e *evaluation, f *ast.Field) any {
	if f.Name != "held" {
		return c.node.field(e, f)
	}
	_, name := c.row.value("field")
	property, value := c.fact.value(name.(string))
	if value == nil || property == model.ID || property == model.Sources {
		return nil
	}
	return storedValue{c.fact, property, value}
}

// storedValue is the value that a fact has in the field that a conflict is about.
type storedValue struct {
	fact     row
	property model.Property
	value    any
}

func (storedValue) typeName() string { return "HeldValue" }

func (h storedValue) field(e *evaluation, f *ast.Field) any {
	if f.Name == "sources" {
		return e.graph.sources(h.fact)
	}
	switch value := h.value.(type) {
	case int64:
		if h.property.Type() == model.Enum {
			return h.property.Values()[value]
		}
		if h.property.Type() == model.Amount {
			return decimal(hundredths(value))
		}
	case model.Money:
		return fmt.Sprint(decimal(hundredths(value.Amount)), " ", value.Currency)
	case model.PartialDate:
		return value.String()
	case []string:
		return strings.Join(value, ", ")
	}
	return fmt.Sprint(h.value)
}
