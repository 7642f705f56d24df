package cypher

import (
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// list writes a page of rows as a list of lists. The page is cut before the lists inside its rows are read.
func (r *renderer) list(s scope, l *plan.List) int {
	p := &page{r, *l, r.reached(s, l.From)}
	p.Where = joined(l.Where)
	access := indexFor(p.rows, &p.List)
	p.rows.outer.InOrder = access != noIndex && l.Limit != plan.Unlimited
	switch {
	case access == nullableIndex:
		p.branches(s)
	case sortsByAggregate(l.Order) && !(l.Orderless() && len(l.After) == 0):
		r.match(s, p.rows, l.From, l.On, p.Where)
		p.sortKeys()
		p.cut(l.Order, false)
	default:
		r.match(s, p.rows, l.From, l.On, p.Where, p.bounds(access)...)
		p.cut(l.Order, false)
	}
	p.rows = p.rows.paged(s, l)
	numbers := r.subqueries(p.rows, l.Row)
	if made := p.rows.made(numbers); len(made) > 0 {
		// The subqueries usually preserve the order, but Neo4j guarantees it only with an ORDER BY.
		r.line("WITH ", p.rows.variables(l.From), ", ", variables('v', made...))
		p.orderBy(l.Order, false, made[len(made)-1])
	}
	r.line("RETURN collect(")
	r.row(p.rows, l.Row, numbers)
	r.write(") AS ", variable('v', p.rows.row))
	return p.rows.row
}

// made returns the numbers of the subqueries of a row's items, without those that the rows are already sorted by.
func (s scope) made(numbers []int) []int {
	var made []int
	for _, number := range numbers {
		if number != 0 && !slices.ContainsFunc(s.sorted, func(by sortedBy) bool { return by.number == number }) {
			made = append(made, number)
		}
	}
	return made
}

// variables returns the variables of a row.
func (s scope) variables(from plan.From) string {
	all := s.given()
	if from.Kind == plan.Sources {
		all += ", " + variable('i', s.row)
	}
	for _, by := range s.sorted {
		all += ", " + variable('v', by.number)
	}
	return all
}

// isSought reports whether a condition compares a column with parameters. Neo4j then takes the values of its rows from
// the parameter and compares them by UTF-16, whereas it compares stored values by code point.
func isSought(where plan.Predicate, c plan.Column) bool {
	return plan.Any(where, func(p plan.Predicate) bool {
		column, _, isOneOf := oneOf(p)
		return isOneOf && column.Of == c.Of && column.Property == c.Property
	})
}

// sameNulls reports whether an earlier key is null exactly when this one is, such as the first and the last day of a
// date. Rows that have equal earlier keys are then all null or all not null.
func sameNulls(earlier []plan.Sort, key plan.Sort) bool {
	for _, e := range earlier {
		if e.Over == nil && key.Over == nil && e.Column.Of == key.Column.Of && e.Column.Property == key.Column.Property &&
			key.Column.Property.Type() == model.DateType {
			return true
		}
	}
	return false
}

// nullable reports whether a row can have a null in the column.
func nullable(s scope, c plan.Column) bool {
	if c.Part == plan.Kind {
		return false
	}
	return !c.Property.Required() || c.Of == plan.OfNode && !s.labels.State(c.Property)
}

// match writes the MATCH of the rows: the patterns that lead from the outer row to the inner one, and all conditions.
func (r *renderer) match(
	outer, inner scope, from plan.From, on model.LabelSet, where plan.Predicate, further ...func(),
) {
	conditions := make([]func(), 0, 4+len(further))
	if on != 0 {
		conditions = append(conditions, func() { r.write(r.hasLabel(outer, on)) })
	}
	led := false // whether the anchor leads to rows of the scan only
	label := ""
	if from.Kind == plan.Scan {
		label, _ = scanLabel(from)
	}
	restricted := inner.restrictedTo(label, where)
	if from.Kind == plan.Scan {
		if anchor, rest := startOf(label, where); anchor != nil {
			r.start(inner, label, anchor)
			where = rest
			if exists, isExists := anchor.(plan.Exists); isExists {
				led = leadsInto(exists.From, from)
			}
		} else {
			conditions = append(conditions, r.indexConditions(inner, label, where)...)
		}
	}
	switch {
	case from.InitPlan > 0:
		conditions = append(conditions, r.found(inner, from)...)
	case !led:
		conditions = append(conditions, r.pattern(outer, inner, from)...)
	}
	where, beside := r.splitAggregates(r.asSets(restricted, where))
	conditions = append(conditions, r.conditions(inner, where)...)
	r.where(append(conditions, further...)...)
	if beside != nil {
		r.filter(inner, from, beside)
	}
}

// where writes a conjunction of conditions.
func (r *renderer) where(conditions ...func()) {
	for i, condition := range conditions {
		if i == 0 {
			r.line("WHERE ")
		} else {
			r.write(" AND ")
		}
		condition()
	}
}

// whereWithin writes conditions as expressions, without subqueries next to the row.
func (r *renderer) whereWithin(conditions ...func()) {
	r.within++
	r.where(conditions...)
	r.within--
}

// maxConjuncts is the maximum number of parts of a conjunction that are written separately. The time of Neo4j to plan
// them grows with the square of their number.
const maxConjuncts = 16

// conditions returns the parts of a predicate, so that each can be written next to the conditions of the pattern.
func (r *renderer) conditions(s scope, where plan.Predicate) []func() {
	if where == nil {
		return nil
	}
	if and, isAnd := where.(plan.And); isAnd {
		all := make([]func(), 0, min(len(and), maxConjuncts+1))
		for i, part := range and {
			if i == maxConjuncts {
				return append(all, func() { r.and(s, and[i:]) })
			}
			all = append(all, r.conditions(s, part)...)
		}
		return all
	}
	return []func(){func() { r.predicate(s, where) }}
}

// pattern writes the MATCH that leads to the rows, and returns the conditions that belong to it.
func (r *renderer) pattern(outer, inner scope, from plan.From) []func() {
	equal := func(value, other string) []func() { return []func(){func() { r.write(value, " = ", other) }} }
	isOneOf := func(id string) []func() { return []func(){func() { r.write(id, " IN ", r.arg(from.IDs)) }} }
	switch from.Kind {
	case plan.Scan:
		label, residual := scanLabel(from)
		r.line("MATCH ", inner.pattern(label))
		if residual != nil {
			return []func(){func() { r.write(r.hasLabel(inner, *residual)) }}
		}
	case plan.Lookup:
		if from.Otherwise != "" {
			given, id := scope{row: r.next()}, variable('k', inner.row)
			r.line("OPTIONAL MATCH ", given.pattern(FactLabel), " WHERE ", given.id(), " = ", r.arg(from.IDs[0]))
			r.line("WITH coalesce(", given.id(), ", ", r.arg(from.Otherwise), ") AS ", id)
			r.line("MATCH ", inner.pattern(FactLabel))
			return append(equal(inner.id(), id), r.kindConditions(inner, from)...)
		}
		r.line("MATCH ", inner.pattern(FactLabel))
		return append(isOneOf(inner.id()), r.kindConditions(inner, from)...)
	case plan.Expand:
		r.line("MATCH ", outer.pattern(""), arrow(from.Direction, inner.typed(from.Rel)), inner.pattern(""))
	case plan.ByRelationshipID:
		r.matchEnd(inner, from)
		return isOneOf(inner.stored(plan.OfRelationship, model.ID))
	case plan.BackReference:
		r.matchEnd(inner, from)
		return equal(inner.stored(plan.OfRelationship, from.Property), outer.id())
	case plan.OtherID:
		r.line("MATCH ", inner.pattern(FactLabel))
		return []func(){func() { r.otherID(inner.id(), outer.id()) }}
	case plan.AtEnd:
		r.line("WITH ", farNode(from.Direction, outer.relationship()), " AS ", inner.node())
	case plan.Reference:
		r.line("MATCH ", inner.pattern(FactLabel))
		return equal(inner.id(), outer.stored(from.Of, from.Property))
	case plan.Sources:
		sources, at := outer.stored(from.Of, model.Sources), variable('i', inner.row)
		r.line("UNWIND range(0, size(coalesce(", sources, ", [])) - 1) AS ", at)
		r.line("MATCH ", inner.pattern(FactLabel))
		isSource := func() { r.write(r.hasLabel(inner, model.Source.Set())) }
		return append(equal(inner.id(), sources+"["+at+"]"), isSource)
	case plan.GroupRows:
		outer.group.groupRow(inner, from)
	case plan.GroupKeyNode:
		r.line("MATCH ", inner.pattern(FactLabel))
		return append(equal(inner.id(), variable('g', outer.group.keys[from.Key])), r.kindConditions(inner, from)...)
	case plan.Conflicts:
		r.line("MATCH ", inner.pattern(model.Conflict.String()))
		is := equal(inner.stored(plan.OfNode, model.FactID), outer.stored(from.Of, model.ID))
		return append(r.inIndex(inner, []string{"id"}), is...)
	default:
		panic("cypher: rows that are found in an unknown way")
	}
	return nil
}

// otherID writes that an id is the one that the company with another id has under the other prefix.
func (r *renderer) otherID(id, of string) {
	firm, investor := model.CompanyPrefixes()
	r.write(id, " = CASE")
	for _, prefixes := range [][2]string{{firm, investor}, {investor, firm}} {
		r.write(" WHEN ", of, " STARTS WITH ", r.arg(prefixes[0]), " THEN ", r.arg(prefixes[1]))
		r.write(" + substring(", of, ", toInteger(", r.arg(int64(len(prefixes[0]))), "))")
	}
	r.write(" END")
}

// found writes the rows of a list that an InitPlan has found, and returns the conditions that belong to it.
func (r *renderer) found(s scope, from plan.From) []func() {
	if from.Kind == plan.Lookup {
		r.line("UNWIND ", variable('f', from.InitPlan), " AS ", s.node())
		r.line("WITH ", s.node())
		if model.Nodes&^from.Labels == 0 {
			from.Labels = model.AllLabels // no search returns a conflict
		}
		return r.kindConditions(s, from)
	}
	r.line("UNWIND ", linksVariable(from.InitPlan, from.Rel), " AS ", s.relationship())
	r.line("WITH ", s.relationship(), ", ", farNode(from.Direction, s.relationship()), " AS ", s.node())
	return nil
}

// kindConditions returns the conditions on the labels of nodes that were looked up.
func (r *renderer) kindConditions(s scope, from plan.From) []func() {
	var conditions []func()
	if from.Labels != model.AllLabels {
		conditions = append(conditions, func() { r.write(r.hasLabel(s, from.Labels)) })
	}
	if from.Marker != model.NoMarker {
		conditions = append(conditions, func() { r.write(s.node(), ":", from.Marker.String()) })
	}
	return conditions
}

// scanLabel returns the label expression of a scan, and the labels that must be checked in addition.
func scanLabel(from plan.From) (label string, residual *model.LabelSet) {
	labels := from.Labels
	if from.Marker != model.NoMarker {
		able := from.Marker.Labels()
		labels &= able
		if labels != able {
			residual = &labels
		}
		return from.Marker.String(), residual
	}
	if labels == 0 {
		return FactLabel, &labels
	}
	if labels == model.AllLabels {
		return FactLabel, nil
	}
	return alternative(labels.Labels()), nil
}
