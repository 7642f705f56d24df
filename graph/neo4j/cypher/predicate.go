package cypher

import (
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// predicate writes a condition that is true, false or null, where null counts as false. Or and Not are written with
// CASE, which is never null and which Neo4j leaves unchanged. It would convert an expression of AND, OR and NOT to a
// normal form, which can be far larger.
func (r *renderer) predicate(s scope, p plan.Predicate) {
	switch p := p.(type) {
	case plan.And:
		r.and(s, p)
	case plan.Or:
		r.or(s, p)
	case plan.Not:
		r.write("CASE WHEN ")
		r.predicate(s, p.Of)
		r.write(" THEN false ELSE true END")
	case plan.Compare:
		switch p.Op {
		case plan.Equal, plan.Contains, plan.StartsWith, plan.EndsWith:
			r.write(r.column(s, p.Column), operators[p.Op], r.arg(p.Value))
		case plan.Has:
			r.write(r.arg(p.Value), " IN ", r.column(s, p.Column))
		case plan.Less, plan.LessOrEqual, plan.Greater, plan.GreaterOrEqual:
			r.write(r.comparable(s, p.Column), operators[p.Op], r.comparableArg(p.Column, p.Value))
		default:
			panic("cypher: an unknown comparison")
		}
	case plan.In:
		r.write(r.column(s, p.Column), " IN ", r.arg(p.Values))
	case plan.IsNull:
		r.write(r.column(s, p.Column), " IS NULL")
	case plan.HasLabel:
		r.write(r.hasLabel(s, p.Labels))
	case plan.Exists:
		r.exists(s, p)
	case inSet:
		sets{r}.setMember(s, p)
	case plan.CompareAggregate:
		r.compared(s, &p.Aggregate)
		r.write(operators[p.Op], r.valueArg(p.Aggregate.Value, p.Operand))
	case plan.AggregateIsNull:
		if p.Aggregate.NeverNull() {
			r.write(r.never())
			return
		}
		r.compared(s, &p.Aggregate)
		r.write(" IS NULL")
	case plan.CompareGroupValue:
		r.write(s.group.value(p.At, asCompared), operators[p.Op], r.valueArg(s.group.values[p.At], p.Operand))
	case plan.GroupValueIsNull:
		r.write(s.group.value(p.At, asCompared), " IS NULL")
	default:
		panic("cypher: a condition of an unknown kind")
	}
}

// valueArg adds an argument that is compared with an aggregate, and returns its parameter.
func (r *renderer) valueArg(v plan.Value, operand any) string {
	if text, isText := operand.(string); isText && isOrderedValue(v) {
		return r.arg(OrderText(text))
	}
	return r.arg(operand)
}

var operators = [...]string{
	plan.Equal: " = ", plan.Less: " < ", plan.LessOrEqual: " <= ", plan.Greater: " > ", plan.GreaterOrEqual: " >= ",
	plan.Contains: " CONTAINS ", plan.StartsWith: " STARTS WITH ", plan.EndsWith: " ENDS WITH ",
}

func (r *renderer) and(s scope, parts plan.And) {
	if len(parts) == 0 {
		r.write("true")
		return
	}
	r.cases(s, parts, "CASE WHEN ", " THEN false ELSE true END THEN false", " ELSE true END")
}

func (r *renderer) or(s scope, parts plan.Or) {
	if len(parts) == 0 {
		r.write(r.never())
		return
	}
	r.cases(s, parts, "", " THEN true", " ELSE false END")
}

// cases writes a CASE with a branch for each part, if there are several.
func (r *renderer) cases(s scope, parts []plan.Predicate, before, after, otherwise string) {
	if len(parts) == 1 {
		r.predicate(s, parts[0])
		return
	}
	r.write("CASE")
	for _, part := range parts {
		r.write(" WHEN ", before)
		r.predicate(s, part)
		r.write(after)
	}
	r.write(otherwise)
}

// never returns a condition that is always false. With a literal, Neo4j would remove the variables that it is a
// condition on, and fail if a later part sorts by a result of their CALL.
func (r *renderer) never() string { return r.arg(false) }

func (r *renderer) hasLabel(s scope, labels model.LabelSet) string {
	if labels == 0 {
		return r.never()
	}
	return s.node() + ":" + alternative(labels.Labels())
}

// alternative returns an expression that matches any of the labels or types.
func alternative[T interface{ String() string }](names []T) string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = name.String()
	}
	return strings.Join(all, "|")
}

// Neo4j takes some milliseconds to plan each condition, however simple. Alternatives that compare one column with
// several values are therefore joined, and so are conditions that each exclude one value.

// joined returns an equivalent condition in which all such parts are joined.
func joined(p plan.Predicate) plan.Predicate {
	p = plan.Map(p, joined)
	if and, is := p.(plan.And); is {
		return plan.AllOf(conjuncts(and)...)
	}
	if or, is := p.(plan.Or); is {
		return plan.AnyOf(alternatives(or)...)
	}
	if not, is := p.(plan.Not); is {
		return plan.NoneOf(not.Of)
	}
	return p
}

// rowSource is the fields of From that determine the rows of an Exists, as a comparable type.
type rowSource struct {
	kind      plan.FromKind
	of        plan.Entity
	labels    model.LabelSet
	marker    model.Marker
	rel       model.RelType
	direction plan.Direction
	property  model.Property
	groups    *plan.Groups
	key       plan.Place
}

// alternatives returns the parts of an Or. Parts that compare the same column are joined at the place of the first one,
// and so are parts that find rows in the same way.
func alternatives(parts []plan.Predicate) []plan.Predicate {
	type values struct {
		place, parts int
		all          []any
	}
	type existsParts struct {
		place int
		from  plan.From
		where []plan.Predicate
	}
	all := make([]plan.Predicate, 0, len(parts))
	byColumn, bySource := map[plan.Column]*values{}, map[rowSource]*existsParts{}
	for _, part := range parts {
		if column, given, ok := oneOf(part); ok {
			g, seen := byColumn[column]
			if !seen {
				g = &values{place: len(all)}
				byColumn[column] = g
				all = append(all, part)
			}
			g.parts++
			g.all = append(g.all, given...)
			continue
		}
		if exists, isExists := part.(plan.Exists); isExists && exists.From.IDs == nil {
			f := exists.From
			key := rowSource{f.Kind, f.Of, f.Labels, f.Marker, f.Rel, f.Direction, f.Property, f.Groups, f.Key}
			g, seen := bySource[key]
			if !seen {
				g = &existsParts{place: len(all), from: f}
				bySource[key] = g
				all = append(all, part)
			}
			g.where = append(g.where, exists.Where)
			continue
		}
		all = append(all, part)
	}
	for column, g := range byColumn {
		if g.parts > 1 {
			all[g.place] = plan.In{Column: column, Values: g.all}
		}
	}
	for _, g := range bySource {
		if len(g.where) > 1 {
			all[g.place] = plan.Exists{From: g.from, Where: joined(plan.AnyOf(g.where...))}
		}
	}
	return all
}

// conjuncts returns the parts of an And. Parts that exclude values of the same column are joined, and so are parts that
// exclude rows found in the same way.
func conjuncts(parts []plan.Predicate) []plan.Predicate {
	ruledOut := make([]plan.Predicate, 0, len(parts))
	others := make([]plan.Predicate, 0, len(parts))
	for _, part := range parts {
		if not, isNot := part.(plan.Not); isNot {
			_, _, isOneOf := oneOf(not.Of)
			if _, isExists := not.Of.(plan.Exists); isOneOf || isExists {
				ruledOut = append(ruledOut, not.Of)
				continue
			}
		}
		others = append(others, part)
	}
	for _, part := range alternatives(ruledOut) {
		others = append(others, plan.Not{Of: part})
	}
	return others
}

// oneOf returns the column of a condition and the values that it is compared with for equality.
func oneOf(p plan.Predicate) (plan.Column, []any, bool) {
	if compare, is := p.(plan.Compare); is && compare.Op == plan.Equal {
		return compare.Column, []any{compare.Value}, true
	}
	if in, is := p.(plan.In); is {
		return in.Column, in.Values, true
	}
	return plan.Column{}, nil, false
}
