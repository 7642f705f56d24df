package cypher

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// group is what the items of a row of groups can read. Variables are letters with numbers: g for a key, c for the text
// that a text key is compared by, a for a value, m for the list of rows. The value of a text is a list of the text that
// it is compared by and the text itself.
type group struct {
	*renderer
	of        *plan.Groups
	values    []plan.Value
	keys      []int
	at        []scope // the scopes that the keys are read from, by place; nil once keys are variables
	made      []int   // the numbers of the values, by place
	groupRows int     // 0 if no item reads the rows of the group
	counted   bool    // whether the groups are only counted, so that their keys are not read
}

// all writes the groups of a set as a list of lists. One aggregation computes all values from the rows. If an item
// reads the rows of its group, it also collects the rows, since the database would otherwise search all rows for each
// group.
func (g *group) all(s scope) int {
	g.found(s)
	if g.of.Limit != plan.Unlimited {
		g.line("WITH ", g.variables())
		g.orderGroups(0)
		g.write(" LIMIT toInteger(", g.arg(g.of.Reads()), ")")
	}
	inner := scope{row: g.next(), group: g}
	numbers := g.subqueries(inner, g.of.Row)
	made, behind := inner.made(numbers), 0
	g.line("WITH ", g.variables())
	if len(made) > 0 {
		behind = made[len(made)-1]
		g.write(", ", variables('v', made...))
	}
	g.orderGroups(behind)
	g.line("RETURN collect([[", variables('g', g.keys...), "], [")
	for i := range g.of.Values {
		g.write(comma(i), g.value(plan.Place(i), asText))
	}
	g.write("], ")
	g.row(inner, g.of.Row, numbers)
	g.write("]) AS ", variable('v', inner.row))
	return inner.row
}

// found writes the groups of a set with their values: those that satisfy Having, and are after After and before Before.
func (g *group) found(s scope) {
	rows := g.set(s, g.of.Set, g.of.On, g.reached)
	if len(g.of.Keys) > 0 {
		g.keySteps(rows)
	}
	g.valued(g.aggregated(rows))
}

// count writes the number of groups.
func (g *group) count(s scope) int {
	g.found(s)
	number := g.next()
	g.line("RETURN count(*) AS ", variable('v', number))
	return number
}

// keySteps writes the steps that lead from the rows to their keys, with one row for each combination of a row and its
// keys.
func (g *group) keySteps(rows scope) {
	at, several := []scope{rows}, false
	for _, step := range g.of.Steps {
		at = append(at, g.step(at[step.Start], step))
		several = several || step.From.Kind != plan.Reference
	}
	for _, key := range g.of.Keys {
		g.keys = append(g.keys, g.next())
		g.at = append(g.at, at[key.At])
	}
	if !several {
		return
	}
	g.line("WITH ")
	if !slices.ContainsFunc(g.of.Keys, g.isTextKey) {
		g.write("DISTINCT ") // an aggregating function removes duplicates too
	}
	g.write(rows.given())
	if g.of.From.Kind == plan.Sources && g.of.Then == nil {
		g.write(", ", variable('i', rows.row))
	}
	for i := range g.of.Keys {
		g.write(", ", g.key(i))
	}
	g.at = nil
}

// key returns the expression that rows are grouped by. For an id it is the entity with the id, which is cheaper. For a
// text, one entity with the text is collected too, so that the text that it is compared by is read once for each group.
func (g *group) key(place int) string {
	key := g.of.Keys[place]
	value, of := variable('g', g.keys[place]), variable('k', g.keys[place])
	if isIDKey(key) {
		if g.at != nil {
			return g.at[place].entity(key.Column.Of) + " AS " + of
		}
		return of
	}
	has := of
	if g.at != nil {
		has = g.at[place].entity(key.Column.Of)
		value = g.column(g.at[place], key.Column) + " AS " + value
	}
	if g.isTextKey(key) {
		value += ", head(collect(" + has + ")) AS " + of
	}
	return value
}

func isIDKey(key plan.GroupKey) bool {
	return key.Column.Property == model.ID && key.Column.Part == plan.Whole
}

// isTextKey reports whether a key is a text that is compared by another text.
func (g *group) isTextKey(key plan.GroupKey) bool {
	return !g.counted && isOrderedText(key.Column) && !isIDKey(key)
}

// aggregated writes one row for each group, and returns its aggregation.
func (g *group) aggregated(rows scope) aggregation {
	if len(g.values) == 0 {
		g.values = []plan.Value{{Func: plan.Count}} // without an aggregate, the rows would not be grouped
	}
	made := g.aggregation(rows, g.values)
	g.line("WITH ")
	for i := range g.keys {
		g.write(g.key(i), ", ")
	}
	if slices.ContainsFunc(g.of.Row.Items, readsGroupRows) {
		g.groupRows = g.next()
		g.write("collect(", rows.groupRow(), ") AS ", variable('m', g.groupRows), ", ")
	}
	g.write(made.all())
	return made
}

// valued writes the values of each group, and the condition Having.
func (g *group) valued(raws aggregation) {
	sorted := map[rawValue]bool{}
	for _, v := range g.values {
		list := rawValue{rawList, v.Column}
		if v.Func >= plan.PercentileLower && !sorted[list] {
			sorted[list] = true
			g.sortList(raws.numbers[list])
		}
	}
	g.line("WITH ")
	if !g.counted {
		for i, key := range g.keys {
			g.write(keyValues(g.of.Keys[i], key), ", ")
		}
	}
	if g.groupRows != 0 {
		g.write(variable('m', g.groupRows), ", ")
	}
	for i, v := range g.values {
		g.made = append(g.made, g.next())
		made := raws.value(v, asBoth, func(raw rawValue) string {
			if raw.kind == rawList {
				return variable('l', raws.numbers[raw])
			}
			return variable('u', raws.numbers[raw])
		})
		g.write(comma(i), made, " AS ", variable('a', g.made[i]))
	}
	conditions := g.conditions(scope{group: g}, joined(g.of.Having))
	if len(g.of.After) > 0 {
		conditions = append(conditions, func() { g.behind(g.places(g.of.FullOrder(), g.of.After), g.of.Including) })
	}
	if len(g.of.Before) > 0 {
		conditions = append(conditions, func() { g.behind(g.places(g.of.Backwards(), g.of.Before), false) })
	}
	g.where(conditions...)
}

// places returns the keys of a full order with the values of a group.
func (g *group) places(order []plan.GroupSort, values []any) []place {
	var places []place
	for i, key := range order {
		value := values[i]
		at := place{
			descending: key.Descending, nullsFirst: key.NullsFirst, nullable: !g.of.KeyNeverNull(key), value: g.arg(value),
		}
		at.own, at.compared, at.order = g.sorted(key, asText), g.sorted(key, asCompared), at.value
		if text, isText := value.(string); isText && at.own != at.compared {
			at.order = g.arg(OrderText(text))
		}
		places = append(places, at)
	}
	return places
}

// sorted returns a key of the order of groups.
func (g *group) sorted(key plan.GroupSort, form textForm) string {
	switch {
	case !key.ByKey:
		return g.value(key.At, form)
	case form == asCompared && isOrderedText(g.of.Keys[key.At].Column):
		return variable('c', g.keys[key.At])
	}
	return variable('g', g.keys[key.At])
}

// keyValues returns the value of a key and the text that it is compared by.
func keyValues(key plan.GroupKey, number int) string {
	value := variable('g', number)
	if !isOrderedText(key.Column) {
		return value
	}
	stored := variable('k', number) + "." + Columns[key.Column.Property][key.Column.Part]
	own := value
	if isIDKey(key) {
		own, value = stored, stored+" AS "+value
	}
	return value + ", coalesce(" + stored + OrderSuffix + ", " + own + ") AS " + variable('c', number)
}

// sortList writes a subquery that sorts the collected values of each group.
func (g *group) sortList(number int) {
	list, value := variable('u', number), variable('x', number)
	g.block("CALL ("+list+")", func() {
		g.line("UNWIND ", list, " AS ", value, " WITH ", value, " ORDER BY ", value)
		g.write(" RETURN collect(", value, ") AS ", variable('l', number))
	})
}

// variables returns the variables of a group.
func (g *group) variables() string {
	all := ""
	for i, key := range g.keys {
		all += variable('g', key) + ", "
		if isOrderedText(g.of.Keys[i].Column) {
			all += variable('c', key) + ", "
		}
	}
	all += variables('a', g.made...)
	if g.groupRows != 0 {
		all += ", " + variable('m', g.groupRows)
	}
	return all
}

// value returns a value of a group.
func (g *group) value(place plan.Place, form textForm) string {
	value := variable('a', g.made[place])
	if isOrderedValue(g.values[place]) {
		value += textForms[form]
	}
	return value
}

// orderGroups writes the order of groups.
func (g *group) orderGroups(behind int) {
	keys := ordering{statement: &g.statement, behind: behind}
	for _, by := range g.of.FullOrder() {
		keys.value(g.sorted(by, asCompared), by.Descending, by.NullsFirst, !g.of.KeyNeverNull(by))
	}
}

// readsGroupRows reports whether an item reads the rows of its group.
func readsGroupRows(item plan.Item) bool {
	from := item.Source()
	return from != nil && from.Kind == plan.GroupRows
}

// given returns the variables of a group that the subqueries of its items read.
func (g *group) given() string {
	keys := variables('g', g.keys...)
	if g.groupRows == 0 {
		return keys
	}
	if keys != "" {
		keys += ", "
	}
	return keys + variable('m', g.groupRows)
}

// groupRow writes an UNWIND of the rows of a group. A relationship's node is at its far end in the direction of From.
func (g *group) groupRow(inner scope, from plan.From) {
	g.line("UNWIND ", variable('m', g.groupRows), " AS ", inner.groupRow())
	g.line("WITH ", inner.groupRow())
	if inner.hasRelationship {
		g.write(", ", farNode(from.Direction, inner.relationship()), " AS ", inner.node())
	}
}
