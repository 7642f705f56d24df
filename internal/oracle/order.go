package oracle

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// order is the order of a list.
type order struct {
	scope
	input string
	keys  []any
}

func (s scope) order(input string, keys []any) order { return order{s, input, keys} }

// keyedRow is a row with its sort keys, each nil, a string, an int64, a bool, a number or a date.
type keyedRow struct {
	row
	keys       []any
	directions []string
}

func (o order) keyed(r row) keyedRow {
	k := keyedRow{row: r}
	for _, element := range o.keys {
		value, direction := o.key(o.input, element.(object), r)
		k.keys, k.directions = append(k.keys, value), append(k.directions, direction)
	}
	return k
}

func (o order) sorted(rows []row) []keyedRow {
	sorted := []keyedRow{}
	for _, r := range rows {
		sorted = append(sorted, o.keyed(r))
	}
	slices.SortFunc(sorted, o.compare)
	return sorted
}

// compare compares rows by their keys and then by id.
func (o order) compare(a, b keyedRow) int {
	for i := range a.keys {
		if c := compareDirected(a.keys[i], b.keys[i], a.directions[i]); c != 0 {
			return c
		}
	}
	return strings.Compare(a.id(), b.id())
}

// key returns the sort key of a row for one element of an order, and its direction.
func (s scope) key(input string, element object, r row) (value any, direction string) {
	field, given := theOne(element)
	switch kind := s.inputType(input, field); {
	case kind == "Direction":
		property, value := r.value(field)
		return sortable(property, value), given.(string)
	case kind == "MoneyOrder":
		_, value := r.value(field)
		return moneyKey(value, given.(object))
	case field == "node" && r.relationship != nil:
		return s.key(kind, given.(object), r.far())
	case strings.HasSuffix(kind, "FieldOrder"):
		single, _ := s.graph.single(r, field)
		return s.key(kind, given.(object), single)
	default:
		name, is := isListOf(kind, "AggregateOrder")
		if !is {
			refuse("nothing can be sorted by %s", field)
		}
		return s.aggregateKey(kind, name, given.(object), s.graph.related(r.node, field, name))
	}
}

// sortable returns the form of a value that is compared: text is folded, which ignores case and width.
func sortable(property model.Property, value any) any {
	if text, is := value.(string); is && property.Type() == model.FoldedText {
		return model.Fold(text)
	}
	return value
}

func moneyKey(value any, given object) (any, string) {
	by, direction := theOne(given)
	m, known := value.(model.Money)
	switch {
	case !known:
		return nil, direction.(string)
	case by == "currency":
		return m.Currency, direction.(string)
	case by == "value":
		return m.Amount, direction.(string)
	}
	if usd := m.InUSD(); usd != nil {
		return *usd, direction.(string)
	}
	return nil, direction.(string)
}

// compareDirected compares two values in a direction. Nulls are last, or first if the direction ends with NULLS_FIRST.
func compareDirected(a, b any, direction string) int {
	if a == nil || b == nil {
		c := 0
		switch {
		case a != nil:
			c = -1
		case b != nil:
			c = 1
		}
		if strings.HasSuffix(direction, "NULLS_FIRST") {
			return -c
		}
		return c
	}
	c := compare(a, b)
	if strings.HasPrefix(direction, "DESC") {
		return -c
	}
	return c
}

// compare compares two values of the same type. Text is compared by code point, which is the order of its UTF-8 bytes.
func compare(a, b any) int {
	switch a := a.(type) {
	case string:
		return strings.Compare(a, b.(string))
	case int64:
		return cmp.Compare(a, b.(int64))
	case *big.Rat:
		return a.Cmp(b.(*big.Rat))
	case bool:
		switch {
		case a == b:
			return 0
		case a:
			return 1
		}
		return -1
	}
	return compareDates(a.(model.PartialDate), b.(model.PartialDate))
}

// compareDates compares dates by their first day, then by their last.
func compareDates(a, b model.PartialDate) int {
	return cmp.Or(cmp.Compare(a.Earliest, b.Earliest), cmp.Compare(a.Latest, b.Latest))
}

// groupOrder is the order of groups.
type groupOrder struct {
	scope
	input string
	keys  []any
}

// groupPlace is the position of a group in an order: a value for each element of the order, which is nil for the key, and
// the values of the key.
type groupPlace struct{ values, key []any }

func (o groupOrder) placeOf(g group) groupPlace {
	place := groupPlace{key: g.keys.values}
	for _, element := range o.keys {
		var value any
		if field, _ := theOne(element.(object)); field != "key" {
			value, _ = o.madeKey(o.input, element.(object), g.rows)
		}
		place.values = append(place.values, value)
	}
	return place
}

// compare compares places by the elements of the order, and then by the key.
func (o groupOrder) compare(a, b groupPlace) int {
	for i, element := range o.keys {
		c := 0
		if field, direction := theOne(element.(object)); field == "key" {
			c = compareKeys(a.key, b.key, direction.(string))
		} else {
			_, direction := o.madeKey(o.input, element.(object), nil)
			c = compareDirected(a.values[i], b.values[i], direction)
		}
		if c != 0 {
			return c
		}
	}
	return compareKeys(a.key, b.key, "ASC")
}

// compareKeys compares the values of keys, in the order of by.
func compareKeys(a, b []any, direction string) int {
	for i := range a {
		if c := compareDirected(a[i], b[i], direction); c != 0 {
			return c
		}
	}
	return 0
}

// cursor returns the cursor of a group. It is the text of its place, since the group need not be in the list that continues
// after it.
func (o groupOrder) cursor(g group) Cursor {
	place := o.placeOf(g)
	text, err := json.Marshal([2][]string{placed(place.values), placed(place.key)})
	if err != nil {
		panic(err) // texts have a JSON form
	}
	return Cursor(text)
}

// placed returns values as texts that begin with a letter for their type.
func placed(values []any) []string {
	texts := []string{}
	for _, value := range values {
		switch value := value.(type) {
		case nil:
			texts = append(texts, "n")
		case string:
			texts = append(texts, "s"+value)
		case int64:
			texts = append(texts, fmt.Sprint("i", value))
		case *big.Rat:
			texts = append(texts, "r"+value.String())
		default:
			date := value.(model.PartialDate)
			texts = append(texts, fmt.Sprint("d", date.Earliest, " ", date.Latest))
		}
	}
	return texts
}

// readPlace returns the place of a cursor.
func readPlace(c Cursor) groupPlace {
	var texts [2][]string
	if err := json.Unmarshal([]byte(c), &texts); err != nil {
		refuse("%s is no cursor of a group", c)
	}
	return groupPlace{values: readValues(texts[0]), key: readValues(texts[1])}
}

func readValues(texts []string) []any {
	values := make([]any, len(texts))
	for i, text := range texts {
		switch kind, rest := text[0], text[1:]; kind {
		case 's':
			values[i] = rest
		case 'i':
			values[i], _ = strconv.ParseInt(rest, 10, 64)
		case 'r':
			values[i], _ = new(big.Rat).SetString(rest)
		case 'd':
			var date model.PartialDate
			_, _ = fmt.Sscan(rest, &date.Earliest, &date.Latest)
			values[i] = date
		}
	}
	return values
}
