package neo4j

import (
	"reflect"
	"slices"
	"strconv"

	"stakegraph/graph/model"
	"stakegraph/graph/plan"
)

// A set is the nodes that a condition on relationships holds for, found by one search from inside out: from the rows of
// the innermost condition to the relationships that lead there, and to the nodes that have these. It stands ahead of the
// statement, where it is computed once, and its variable (s) is given to every subquery that names it.

// nearEnds is a set that has been written.
type nearEnds struct {
	of     plan.Predicate
	number int
	byID   bool // whether it has the ids of nodes in their place
	// holdsOutside says that the set has the nodes for which the condition does not hold, as that of one on measures has
	// which holds for a node without relationships. The parameter that opposite names says so too; there is none for a
	// Some.
	holdsOutside bool
	opposite     string
}

// inSet is the condition that a node is in a set, or not in it where the set is of the others.
type inSet struct {
	plan.Predicate // nil; it makes this a predicate
	set            *nearEnds
}

// member writes that a row's node is as a condition says that a set stands for.
func (r *renderer) memberOf(s scope, in inSet) {
	if bit := slices.Index(s.joined, in.set); bit >= 0 {
		r.write("(mask / ", strconv.FormatInt(1<<bit, 10), " % 2 = 1)")
		if in.set.opposite != "" {
			r.write(" <> ", in.set.opposite)
		}
		return
	}
	r.use(in.set.number)
	r.look(in.set.number)
	if in.set.opposite != "" {
		r.write("(")
	}
	if in.set.byID {
		r.column(s, plan.Column{Property: model.ID})
	} else {
		r.entity(s, plan.OfNode)
	}
	r.write(" IN ")
	r.variable('s', in.set.number)
	if in.set.opposite != "" {
		r.write(") <> ", in.set.opposite)
	}
}

// use has the subqueries around what is being written be given a set.
func (r *renderer) use(set int) {
	if at, has := slices.BinarySearch(r.used, set); !has {
		r.used = slices.Insert(r.used, at, set)
	}
}

// look counts a set among those that the rows of the list being written are looked for in.
func (r *renderer) look(set int) {
	if !slices.Contains(r.looked, set) {
		r.looked = append(r.looked, set)
	}
	r.mostLooked = max(r.mostLooked, len(r.looked))
}

// enclose writes a subquery that is given some variables, and the sets that what is written in it names.
func (r *renderer) enclose(begin string, variables, write func()) {
	r.line()
	r.write(begin)
	first := len(r.text)
	variables()
	at := len(r.text)
	r.write(") {")
	outside := r.used
	r.used = nil
	if r.depth == 0 {
		r.looked = nil // since the one before has all of its rows
	}
	r.depth++
	write()
	r.depth--
	r.line()
	r.write("}")
	var names []byte
	for i, set := range r.used {
		if i > 0 || at > first {
			names = append(names, ", "...)
		}
		names = append(names, 's')
		names = strconv.AppendInt(names, int64(set), 10)
	}
	r.text = slices.Insert(r.text, at, names...)
	inside := r.used
	r.used = outside
	for _, set := range inside {
		r.use(set)
	}
}

// setOf returns the set of a condition, which is written where there is none of an equal condition yet.
func (r *renderer) setOf(p plan.Predicate) *nearEnds {
	for _, set := range r.sets {
		if reflect.DeepEqual(set.of, p) {
			return set
		}
	}
	if some, isSome := p.(plan.Some); isSome {
		return r.newSet(p, some.From.Kind == plan.Referring, false, func(near scope, _ *nearEnds) func() {
			return r.setOfSome(near, some)
		})
	}
	of, _ := measuredSet(p)
	return r.newSet(p, of.From.Kind == plan.Referring, plan.HoldsForNone(p), func(near scope, made *nearEnds) func() {
		made.opposite = r.arg(made.holdsOutside)
		return r.setOfMeasured(near, of, p, made.opposite)
	})
}

// newSet writes a set by a function that writes its rows, and returns what writes the one that a row has.
func (r *renderer) newSet(p plan.Predicate, byID, holdsOutside bool, write func(near scope, made *nearEnds) (key func())) *nearEnds {
	made := &nearEnds{of: p, byID: byID, holdsOutside: holdsOutside}
	r.first(func() {
		r.enclose("CALL (", func() {}, func() {
			key := write(scope{row: r.next()}, made)
			made.number = len(r.sets) + 1 // behind those that stand within it
			r.line()
			r.write("RETURN collect(")
			key()
			r.write(") AS ")
			r.variable('s', made.number)
		})
	})
	r.sets = append(r.sets, made)
	return made
}

// first writes a part ahead of the statement, behind those that are there.
func (r *renderer) first(write func()) {
	text, depth, within, used, looked := r.text, r.depth, r.within, r.used, r.looked
	r.text, r.depth, r.within, r.used = nil, 0, 1, nil // since its conditions have no subqueries beside a row
	write()
	r.ahead = append(append(r.ahead, r.text...), '\n')
	r.text, r.depth, r.within, r.used, r.looked = text, depth, within, used, looked
}

// whole returns the text of the statement with the sets ahead of it.
func (r *renderer) whole() string { return string(r.ahead) + string(r.text) }

// setOfSome writes what leads to the near ends of a condition, and returns what writes the one of a row.
func (r *renderer) setOfSome(near scope, p plan.Some) (key func()) {
	if p.From.Kind == plan.Expand {
		r.walk(near, p)
		return func() { r.entity(near, plan.OfNode) }
	}
	rows := r.inner(p.From)
	r.leading(near, rows, p.From, p.Where, false)
	return func() {
		r.write("DISTINCT ")
		r.reference(rows, p.From)
	}
}

// reference writes the id of the near end that a relationship names, which may be null: collect leaves it out.
func (r *renderer) reference(rows scope, from plan.From) {
	r.column(rows, plan.Column{Of: plan.OfRelationship, Property: from.Property})
}

// walk writes what leads to the nodes that have relationships of which a condition holds for some, each once.
func (r *renderer) walk(near scope, p plan.Some) {
	rows := r.inner(p.From)
	r.leading(near, rows, p.From, p.Where, false)
	r.line()
	r.write("WITH DISTINCT ")
	r.entity(near, plan.OfNode)
}

// leading writes what leads to the relationships of which a condition holds, with their near ends: from the few nodes
// that the condition names, from the near ends of a condition within it, or from all. Where they are measured, each comes
// once.
func (r *renderer) leading(near, rows scope, from plan.From, where plan.Predicate, isMeasured bool, further ...func()) {
	label := ""
	if start, rest, c := anchorOf("", where); c != noAnchor {
		if isMeasured {
			r.start(rows, "", start)
		} else {
			r.anchored(rows, "", start)
		}
		where = rest
	} else if next, rest := walkable(where); next != nil {
		r.walk(rows, *next)
		where = rest
	} else {
		label = farLabel(from, where)
	}
	conditions := append(r.conditions(rows, r.asSets(rows, where)), further...)
	if from.Kind == plan.Referring {
		r.line()
		r.end(rows, from)
		r.where(conditions)
		return
	}
	r.line()
	r.write("MATCH (")
	r.entity(near, plan.OfNode)
	r.write(")")
	r.arrow(from, func() { r.relationship(rows, from.Rel) })
	r.write("(")
	r.entity(rows, plan.OfNode)
	if label != "" {
		r.write(":", label)
	}
	r.write(")")
	r.where(conditions)
}

// walkable returns a condition on relationships that is part of another condition and can be gone through from inside
// out, and what is left of that.
func walkable(where plan.Predicate) (*plan.Some, plan.Predicate) {
	return partOf(where, func(p plan.Some) bool { return p.From.Kind == plan.Expand && !isDegree(p.From, p.Where) })
}

// farLabel returns a label that all nodes at the far ends of some relationships have, where a condition is on these
// nodes: Neo4j then starts from them, of which there are fewer than relationships.
func farLabel(from plan.From, where plan.Predicate) string {
	if from.Kind != plan.Expand || !asksNode(where) {
		return ""
	}
	start, end := from.Rel.Ends()
	far := end
	if from.Direction == plan.Incoming {
		far = start
	}
	if labels := far.Labels(); len(labels) == 1 {
		return labels[0].String()
	}
	if from.Direction == plan.Incoming && (from.Rel == model.InvestedIn || from.Rel == model.CommittedTo) {
		return model.Investor.String()
	}
	return ""
}

// asksNode reports whether a part of a conjunction is on a column of the row's node.
func asksNode(where plan.Predicate) bool {
	switch where := where.(type) {
	case plan.And:
		return slices.ContainsFunc(where, asksNode)
	case plan.Not:
		return asksNode(where.Of)
	case plan.Compare:
		return where.Column.Of == plan.OfNode
	case plan.In:
		return where.Column.Of == plan.OfNode
	case plan.Measured:
		return true
	}
	return false
}

// setOfMeasured writes what groups the relationships of a set by their near end, for those near ends that a condition on
// the measures of the set holds for, or does not hold for where the parameter opposite is true. It returns what writes
// the one of a row.
func (r *renderer) setOfMeasured(near scope, of plan.Set, p plan.Predicate, opposite string) (key func()) {
	rows := r.inner(of.From)
	measures := allMeasures(p)
	values := make([]plan.Value, len(measures))
	for i, m := range measures {
		values[i] = m.Value
	}
	var known []func()
	if c, isOf := oneColumn(values); isOf {
		known = []func(){func() {
			r.column(rows, c)
			r.write(" IS NOT NULL")
		}}
	}
	if of.Then == nil {
		r.leading(near, rows, of.From, joined(of.Where), true, known...)
	} else {
		r.leading(near, rows, of.From, joined(of.Where), true)
	}
	key = func() { r.entity(near, plan.OfNode) }
	named := func() { r.entity(near, plan.OfNode) }
	if of.From.Kind == plan.Referring {
		key = func() { r.variable('k', near.row) }
		named = func() {
			r.reference(rows, of.From)
			r.write(" AS ")
			key()
		}
	}
	if of.Then != nil {
		last := rows
		if of.Then.Kind != plan.Same {
			last = r.inner(*of.Then)
			r.match(rows, last, *of.Then, 0, joined(of.ThenWhere))
		}
		last.hasRelationship, last.repeats = false, false
		r.line()
		r.write("WITH DISTINCT ")
		named()
		r.write(", ")
		r.entity(last, plan.OfNode)
		rows, named = last, key
		r.where(known)
	}
	made := r.aggregation(rows, values)
	r.line()
	r.write("WITH ")
	named()
	for _, raw := range made.raws {
		r.write(", ")
		r.raw(rows, raw, made)
	}
	r.line()
	r.write("WITH ")
	key()
	r.write(", ")
	grouped := scope{}
	for i, number := range r.computed(rows, values, made, asCompared) {
		grouped.filtered = append(grouped.filtered, sortedBy{measures[i], number})
	}
	r.where([]func(){func() {
		r.write("CASE WHEN ")
		r.predicate(grouped, p)
		r.write(" THEN true ELSE false END <> ", opposite)
	}})
	return key
}

// oneColumn returns the column that all of some values are made from, where rows without a value in it make no
// difference to them.
func oneColumn(values []plan.Value) (c plan.Column, isOf bool) {
	for i, v := range values {
		if v.Func == plan.Rows || v.Func == plan.Nodes || i > 0 && v.Column != c {
			return c, false
		}
		c = v.Column
	}
	return c, true
}
