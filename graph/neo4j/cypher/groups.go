package cypher

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// group is what the items of a group can name, by the numbers of variables: g for a key and c for what a text among the
// keys is compared by, a for a value, which for a text is a list of what it is compared by and itself, m for a list of
// the rows.
type group struct {
	*renderer
	of      *plan.Groups
	values  []plan.Value
	keys    []int
	at      []scope // what the keys are read from, by place; nil where they have been
	made    []int   // by the place of the value
	members int     // 0 where no item asks for them
}

// all writes the groups of a set as a list of lists. All is made from the rows in one go, and so are the rows of each
// group where an item asks for them, which the database would else look for among all rows, group by group.
func (g *group) all(s scope) int {
	rows := g.set(s, g.of.Set, g.of.On, g.reached)
	if len(g.of.Keys) > 0 {
		g.keyed(rows)
	}
	g.valued(g.aggregated(rows))
	if g.of.Limit != plan.Unlimited {
		g.with(g.carried())
		g.orderGroups(0)
		g.write(" LIMIT toInteger(", g.arg(int64(g.of.Limit)), ")")
	}
	inner := scope{row: g.next(), group: g}
	numbers := g.subqueries(inner, g.of.Row)
	made, behind := inner.made(numbers), 0
	variables := g.carried()
	for _, number := range made {
		variables = append(variables, variable{'v', number})
		behind = number
	}
	g.with(variables)
	g.orderGroups(behind)
	g.line()
	g.write("RETURN collect([[")
	for i, key := range g.keys {
		if i > 0 {
			g.write(", ")
		}
		g.variable('g', key)
	}
	g.write("], [")
	for i := range g.of.Values {
		if i > 0 {
			g.write(", ")
		}
		g.groupValue(plan.Place(i), asText)
	}
	g.write("], ")
	g.row(inner, g.of.Row, numbers)
	g.write("]) AS ")
	g.variable('v', inner.row)
	return inner.row
}

// keyed writes the steps that lead from the rows to their keys, and each row with each of its keys once.
func (g *group) keyed(rows scope) {
	at, several := []scope{rows}, false
	for _, step := range g.of.Steps {
		at = append(at, g.step(at[step.Start], step))
		several = several || step.From.Kind != plan.Referred
	}
	for _, key := range g.of.Keys {
		g.keys = append(g.keys, g.next())
		g.at = append(g.at, at[key.At])
	}
	if !several {
		return
	}
	g.line()
	g.write("WITH ")
	if !slices.ContainsFunc(g.of.Keys, isTextKey) {
		g.write("DISTINCT ") // which a function of several rows stands for too
	}
	g.entity(rows, plan.OfNode)
	if rows.hasRelationship {
		g.write(", ")
		g.entity(rows, plan.OfRelationship)
	}
	if g.of.From.Kind == plan.Cited && g.of.Then == nil {
		g.write(", ")
		g.variable('i', rows.row)
	}
	for i := range g.of.Keys {
		g.write(", ")
		g.key(i)
	}
	g.at = nil
}

// key writes what rows are put into groups by. For an id that is what has the id, which takes the database less. For a
// text one of the things that have it is kept, so that what it is compared by is read once for each group.
func (g *group) key(place int) {
	key, number := g.of.Keys[place], g.keys[place]
	switch {
	case isIDKey(key):
		if g.at != nil {
			g.entity(g.at[place], key.Column.Of)
			g.write(" AS ")
		}
		g.variable('k', number)
		return
	case g.at != nil:
		g.column(g.at[place], key.Column)
		g.write(" AS ")
	}
	g.variable('g', number)
	if isTextKey(key) {
		g.write(", head(collect(")
		if g.at != nil {
			g.entity(g.at[place], key.Column.Of)
		} else {
			g.variable('k', number)
		}
		g.write(")) AS ")
		g.variable('k', number)
	}
}

func isIDKey(key plan.GroupKey) bool {
	return key.Column.Property == model.ID && key.Column.Part == plan.Whole
}

// isTextKey reports whether a key is a text that is compared by another.
func isTextKey(key plan.GroupKey) bool { return isOrderedText(key.Column) && !isIDKey(key) }

// aggregated writes the rows of each group as one, and returns what the database makes of them.
func (g *group) aggregated(rows scope) aggregation {
	if len(g.values) == 0 {
		g.values = []plan.Value{{Func: plan.Rows}} // without which the rows would stay as they are
	}
	made := g.aggregate(rows, g.values)
	g.line()
	g.write("WITH ")
	for i := range g.keys {
		g.key(i)
		g.write(", ")
	}
	if slices.ContainsFunc(g.of.Row.Items, asksMembers) {
		g.members = g.next()
		g.write("collect(")
		if rows.hasRelationship {
			g.entity(rows, plan.OfRelationship)
		} else {
			g.entity(rows, plan.OfNode)
		}
		g.write(") AS ")
		g.variable('m', g.members)
		g.write(", ")
	}
	for i, raw := range made.raws {
		if i > 0 {
			g.write(", ")
		}
		made.raw(raw)
	}
	return made
}

// valued writes the values of each group, and leaves the groups that are asked for.
func (g *group) valued(raws aggregation) {
	sorted := map[rawValue]bool{}
	for _, v := range g.values {
		list := rawValue{rawList, v.Column}
		if v.Func >= plan.Ranked && !sorted[list] {
			sorted[list] = true
			g.sortList(raws.numbers[list])
		}
	}
	g.line()
	g.write("WITH ")
	for i, key := range g.keys {
		g.keyValues(g.of.Keys[i], key)
		g.write(", ")
	}
	if g.members != 0 {
		g.variable('m', g.members)
		g.write(", ")
	}
	for i, v := range g.values {
		if i > 0 {
			g.write(", ")
		}
		number := g.next()
		g.made = append(g.made, number)
		raws.value(v, asBoth, func(raw rawValue) {
			if raw.kind == rawList {
				g.variable('l', raws.numbers[raw])
				return
			}
			g.variable('u', raws.numbers[raw])
		})
		g.write(" AS ")
		g.variable('a', number)
	}
	if g.of.Having != nil {
		g.where(g.conditions(scope{group: g}, joined(g.of.Having)))
	}
}

// keyValues writes a key's value and what it is compared by.
func (g *group) keyValues(key plan.GroupKey, number int) {
	if !isOrderedText(key.Column) {
		g.variable('g', number)
		return
	}
	stored := func(suffix string) {
		g.variable('k', number)
		g.write(".", Columns[key.Column.Property][key.Column.Part], suffix)
	}
	if isIDKey(key) {
		stored("")
		g.write(" AS ")
	}
	g.variable('g', number)
	g.write(", coalesce(")
	stored(OrderSuffix)
	g.write(", ")
	if isIDKey(key) {
		stored("")
	} else {
		g.variable('g', number)
	}
	g.write(") AS ")
	g.variable('c', number)
}

// sortList sorts the values of each group.
func (g *group) sortList(number int) {
	g.line()
	g.write("CALL (")
	g.variable('u', number)
	g.write(") {")
	g.depth++
	g.line()
	g.write("UNWIND ")
	g.variable('u', number)
	g.write(" AS ")
	g.variable('x', number)
	g.write(" WITH ")
	g.variable('x', number)
	g.write(" ORDER BY ")
	g.variable('x', number)
	g.write(" RETURN collect(")
	g.variable('x', number)
	g.write(") AS ")
	g.variable('l', number)
	g.depth--
	g.line()
	g.write("}")
}

// carried returns the variables of a group.
func (g *group) carried() []variable {
	var all []variable
	for i, key := range g.keys {
		all = append(all, variable{'g', key})
		if isOrderedText(g.of.Keys[i].Column) {
			all = append(all, variable{'c', key})
		}
	}
	for _, value := range g.made {
		all = append(all, variable{'a', value})
	}
	if g.members != 0 {
		all = append(all, variable{'m', g.members})
	}
	return all
}

// groupValue writes a value of a group.
func (g *group) groupValue(place plan.Place, form textForm) {
	g.variable('a', g.made[place])
	if isOrderedValue(g.values[place]) {
		g.write(textForms[form])
	}
}

// orderGroups writes the order of groups, of which the last keys are those that groups are made by.
func (g *group) orderGroups(behind int) {
	keys := ordering{statement: &g.statement, behind: behind}
	order := slices.Clone(g.of.Order)
	for i := range g.keys {
		order = append(order, plan.GroupSort{ByKey: true, At: plan.Place(i)})
	}
	for _, by := range order {
		never := !by.ByKey && g.values[by.At].Func <= plan.Known
		value := func() {
			switch {
			case !by.ByKey:
				g.groupValue(by.At, asCompared)
			case isOrderedText(g.of.Keys[by.At].Column):
				g.variable('c', g.keys[by.At])
			default:
				g.variable('g', g.keys[by.At])
			}
		}
		keys.value(value, by.Descending, by.NullsFirst, !never)
	}
}

// asksMembers reports whether an item is of the rows of the group that it stands in.
func asksMembers(item plan.Item) bool {
	from := item.Source()
	return from != nil && from.Kind == plan.Member
}

// groupVariables writes what the items of a group are given of it.
func (g *group) groupVariables() {
	given := make([]variable, 0, len(g.keys)+1)
	for _, key := range g.keys {
		given = append(given, variable{'g', key})
	}
	if g.members != 0 {
		given = append(given, variable{'m', g.members})
	}
	g.variables(given)
}

// member writes what takes the rows of a group one by one. A relationship's node is at the end of it that it was found
// by.
func (g *group) member(inner scope, from plan.From) {
	of := plan.OfNode
	if inner.hasRelationship {
		of = plan.OfRelationship
	}
	g.write("UNWIND ")
	g.variable('m', g.members)
	g.write(" AS ")
	g.entity(inner, of)
	g.line()
	g.write("WITH ")
	g.entity(inner, of)
	if !inner.hasRelationship {
		return
	}
	if from.Direction == plan.Incoming {
		g.write(", startNode(")
	} else {
		g.write(", endNode(")
	}
	g.entity(inner, plan.OfRelationship)
	g.write(") AS ")
	g.entity(inner, plan.OfNode)
}
