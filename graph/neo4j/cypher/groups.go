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
	of      *plan.Groups
	values  []plan.Value
	keys    []int
	at      []scope // what the keys are read from, by place; nil where they have been
	made    []int   // by the place of the value
	members int     // 0 where no item asks for them
}

// groups writes the groups of a set as a list of lists. All is made from the rows in one go, and so are the rows of each
// group where an item asks for them, which the database would else look for among all rows, group by group.
func (r *renderer) groups(s scope, g *plan.Groups) int {
	own := &group{of: g, values: g.Values}
	rows := r.set(s, g.Set, g.On, r.reached)
	if len(g.Keys) > 0 {
		r.keyed(rows, own)
	}
	r.valued(own, r.aggregated(rows, own))
	if g.Limit != plan.Unlimited {
		r.with(own.carried())
		r.orderGroups(own, 0)
		r.write(" LIMIT toInteger(", r.arg(int64(g.Limit)), ")")
	}
	inner := scope{row: r.next(), group: own}
	numbers := r.subqueries(inner, g.Row)
	made, behind := inner.made(numbers), 0
	variables := own.carried()
	for _, number := range made {
		variables = append(variables, variable{'v', number})
		behind = number
	}
	r.with(variables)
	r.orderGroups(own, behind)
	r.line()
	r.write("RETURN collect([[")
	for i, key := range own.keys {
		if i > 0 {
			r.write(", ")
		}
		r.variable('g', key)
	}
	r.write("], [")
	for i := range g.Values {
		if i > 0 {
			r.write(", ")
		}
		r.groupValue(own, i, asText)
	}
	r.write("], ")
	r.row(inner, g.Row, numbers)
	r.write("]) AS ")
	r.variable('v', inner.row)
	return inner.row
}

// variable is a letter and a number.
type variable struct {
	letter byte
	number int
}

func (r *renderer) variables(all []variable) {
	for i, v := range all {
		if i > 0 {
			r.write(", ")
		}
		r.variable(v.letter, v.number)
	}
}

// with writes what is left of a row.
func (r *renderer) with(variables []variable) {
	r.line()
	r.write("WITH ")
	r.variables(variables)
}

// keyed writes the steps that lead from the rows to their keys, and each row with each of its keys once.
func (r *renderer) keyed(rows scope, own *group) {
	g := own.of
	at, several := []scope{rows}, false
	for _, step := range g.Steps {
		at = append(at, r.step(at[step.Start], step))
		several = several || step.From.Kind != plan.Referred
	}
	for _, key := range g.Keys {
		own.keys = append(own.keys, r.next())
		own.at = append(own.at, at[key.At])
	}
	if !several {
		return
	}
	r.line()
	r.write("WITH ")
	if !slices.ContainsFunc(g.Keys, isTextKey) {
		r.write("DISTINCT ") // which a function of several rows stands for too
	}
	r.entity(rows, plan.OfNode)
	if rows.hasRelationship {
		r.write(", ")
		r.entity(rows, plan.OfRelationship)
	}
	if g.From.Kind == plan.Cited && g.Then == nil {
		r.write(", ")
		r.variable('i', rows.row)
	}
	for i := range g.Keys {
		r.write(", ")
		r.key(own, i)
	}
	own.at = nil
}

// key writes what rows are put into groups by. For an id that is what has the id, which takes the database less. For a
// text one of the things that have it is kept, so that what it is compared by is read once for each group.
func (r *renderer) key(own *group, place int) {
	key, number := own.of.Keys[place], own.keys[place]
	switch {
	case isIDKey(key):
		if own.at != nil {
			r.entity(own.at[place], key.Column.Of)
			r.write(" AS ")
		}
		r.variable('k', number)
		return
	case own.at != nil:
		r.column(own.at[place], key.Column)
		r.write(" AS ")
	}
	r.variable('g', number)
	if isTextKey(key) {
		r.write(", head(collect(")
		if own.at != nil {
			r.entity(own.at[place], key.Column.Of)
		} else {
			r.variable('k', number)
		}
		r.write(")) AS ")
		r.variable('k', number)
	}
}

func isIDKey(key plan.GroupKey) bool {
	return key.Column.Property == model.ID && key.Column.Part == plan.Whole
}

// isTextKey reports whether a key is a text that is compared by another.
func isTextKey(key plan.GroupKey) bool { return isOrderedText(key.Column) && !isIDKey(key) }

// aggregated writes the rows of each group as one, and returns what the database makes of them.
func (r *renderer) aggregated(rows scope, own *group) aggregation {
	if len(own.values) == 0 {
		own.values = []plan.Value{{Func: plan.Rows}} // without which the rows would stay as they are
	}
	made := r.aggregation(rows, own.values)
	r.line()
	r.write("WITH ")
	for i := range own.keys {
		r.key(own, i)
		r.write(", ")
	}
	if slices.ContainsFunc(own.of.Row.Items, asksMembers) {
		own.members = r.next()
		r.write("collect(")
		if rows.hasRelationship {
			r.entity(rows, plan.OfRelationship)
		} else {
			r.entity(rows, plan.OfNode)
		}
		r.write(") AS ")
		r.variable('m', own.members)
		r.write(", ")
	}
	for i, raw := range made.raws {
		if i > 0 {
			r.write(", ")
		}
		r.raw(rows, raw, made)
	}
	return made
}

// valued writes the values of each group, and leaves the groups that are asked for.
func (r *renderer) valued(own *group, raws aggregation) {
	sorted := map[rawValue]bool{}
	for _, v := range own.values {
		list := rawValue{rawList, v.Column}
		if v.Func >= plan.Ranked && !sorted[list] {
			sorted[list] = true
			r.sortList(raws.numbers[list])
		}
	}
	r.line()
	r.write("WITH ")
	for i, key := range own.keys {
		r.keyValues(own.of.Keys[i], key)
		r.write(", ")
	}
	if own.members != 0 {
		r.variable('m', own.members)
		r.write(", ")
	}
	for i, v := range own.values {
		if i > 0 {
			r.write(", ")
		}
		number := r.next()
		own.made = append(own.made, number)
		r.value(scope{repeats: raws.numbers[rawValue{kind: rawNodes}] != 0}, v, asBoth, func(raw rawValue) {
			if raw.kind == rawList {
				r.variable('l', raws.numbers[raw])
				return
			}
			r.variable('u', raws.numbers[raw])
		})
		r.write(" AS ")
		r.variable('a', number)
	}
	if own.of.Having != nil {
		r.where(r.conditions(scope{group: own}, joined(own.of.Having)))
	}
}

// keyValues writes a key's value and what it is compared by.
func (r *renderer) keyValues(key plan.GroupKey, number int) {
	if !isOrderedText(key.Column) {
		r.variable('g', number)
		return
	}
	stored := func(suffix string) {
		r.variable('k', number)
		r.write(".", Columns[key.Column.Property][key.Column.Part], suffix)
	}
	if isIDKey(key) {
		stored("")
		r.write(" AS ")
	}
	r.variable('g', number)
	r.write(", coalesce(")
	stored(OrderSuffix)
	r.write(", ")
	if isIDKey(key) {
		stored("")
	} else {
		r.variable('g', number)
	}
	r.write(") AS ")
	r.variable('c', number)
}

// sortList sorts the values of each group.
func (r *renderer) sortList(number int) {
	r.line()
	r.write("CALL (")
	r.variable('u', number)
	r.write(") {")
	r.depth++
	r.line()
	r.write("UNWIND ")
	r.variable('u', number)
	r.write(" AS ")
	r.variable('x', number)
	r.write(" WITH ")
	r.variable('x', number)
	r.write(" ORDER BY ")
	r.variable('x', number)
	r.write(" RETURN collect(")
	r.variable('x', number)
	r.write(") AS ")
	r.variable('l', number)
	r.depth--
	r.line()
	r.write("}")
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
func (r *renderer) groupValue(own *group, place int, form textForm) {
	r.variable('a', own.made[place])
	if isOrderedValue(own.values[place]) {
		r.write(textForms[form])
	}
}

// orderGroups writes the order of groups, of which the last keys are those that groups are made by.
func (r *renderer) orderGroups(own *group, behind int) {
	keys := ordering{renderer: r, behind: behind}
	order := slices.Clone(own.of.Order)
	for i := range own.keys {
		order = append(order, plan.GroupSort{ByKey: true, At: i})
	}
	for _, by := range order {
		never := !by.ByKey && own.values[by.At].Func <= plan.Known
		value := func() {
			switch {
			case !by.ByKey:
				r.groupValue(own, by.At, asCompared)
			case isOrderedText(own.of.Keys[by.At].Column):
				r.variable('c', own.keys[by.At])
			default:
				r.variable('g', own.keys[by.At])
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
func (r *renderer) groupVariables(g *group) {
	given := make([]variable, 0, len(g.keys)+1)
	for _, key := range g.keys {
		given = append(given, variable{'g', key})
	}
	if g.members != 0 {
		given = append(given, variable{'m', g.members})
	}
	r.variables(given)
}

// member writes what takes the rows of a group one by one. A relationship's node is at the end of it that it was found
// by.
func (r *renderer) member(outer, inner scope, from plan.From) {
	of := plan.OfNode
	if inner.hasRelationship {
		of = plan.OfRelationship
	}
	r.write("UNWIND ")
	r.variable('m', outer.group.members)
	r.write(" AS ")
	r.entity(inner, of)
	r.line()
	r.write("WITH ")
	r.entity(inner, of)
	if !inner.hasRelationship {
		return
	}
	if from.Direction == plan.Incoming {
		r.write(", startNode(")
	} else {
		r.write(", endNode(")
	}
	r.entity(inner, plan.OfRelationship)
	r.write(") AS ")
	r.entity(inner, plan.OfNode)
}
