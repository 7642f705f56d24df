package cypher

import (
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// Neo4j looks for the rows of a scan from the scan's own label, whatever EXISTS says of them. Where a condition names
// ids somewhere, or asks alternatives of which each has an index, its rows are therefore found first, by patterns that
// lead from there.

// maxUnion is how many alternatives are searched for one after another.
const maxUnion = 8

// cost says how many rows an anchor is likely to lead to, the least first.
type cost uint8

const (
	named    cost = iota // the row's own id
	few                  // the relationships of one node
	many                 // those of one that has a good part of all firms
	prefix               // what an index has for a text
	noAnchor             // there is no anchor
)

// anchorOf returns a condition that rows of few ids hold for and that they can be found by, and what is to hold beside
// it; together they say what where says. An index of the label, which is empty where the rows have no index of their
// own, is an anchor too.
func anchorOf(label string, where plan.Predicate) (anchor, rest plan.Predicate, c cost) {
	and, isAnd := where.(plan.And)
	if !isAnd {
		return anchorIn(label, where)
	}
	c = noAnchor
	place := 0
	for i, part := range and {
		if a, beside, its := anchorIn(label, part); its < c {
			anchor, rest, c, place = a, beside, its, i
		}
	}
	if c == noAnchor {
		return nil, where, noAnchor
	}
	others := append(plan.And{rest}, and[:place]...)
	return anchor, plan.AllOf(append(others, and[place+1:]...)...), c
}

// startOf returns the anchor that a scan of the label is to start from, or nil where the database finds as good a start
// by itself: where one id is named, or one text is looked for. Of a list it does not know how short it is.
func startOf(label string, where plan.Predicate) (anchor, rest plan.Predicate) {
	anchor, rest, _ = anchorOf(label, where)
	switch anchor.(type) {
	case plan.Exists, plan.Or, plan.In:
		return anchor, rest
	case nil, plan.Compare:
		return nil, where
	default:
		panic("cypher: a condition that leads to no rows")
	}
}

// start writes what leads to the rows of a scan from an anchor. Each is written once, though a list names it twice.
func (r *renderer) start(s scope, label string, anchor plan.Predicate) {
	r.anchored(s, label, anchor)
	if _, isIn := anchor.(plan.In); isIn {
		r.line("WITH DISTINCT ", s.node())
	}
}

// anchorIn does the same for a condition that is no conjunction.
func anchorIn(label string, where plan.Predicate) (anchor, rest plan.Predicate, c cost) {
	switch where := where.(type) {
	case plan.Compare, plan.In:
		if column, _, ok := oneOf(where); ok && column == (plan.Column{Property: model.ID}) {
			return where, nil, named
		}
		if isSearch(label, where) {
			return where, nil, prefix
		}
	case plan.Exists:
		if where.From.Kind != plan.Expand {
			break
		}
		if _, _, c := anchorOf("", where.Where); c != noAnchor {
			return where, nil, max(c, reach(where.From))
		}
	case plan.Or:
		return anchorOfEach(label, where)
	case nil, plan.And, plan.Not, plan.IsNull, plan.HasLabel, plan.CompareAggregate, plan.AggregateIsNull, inSet:
	default:
		panic("cypher: a condition that rows do not have")
	}
	return nil, where, noAnchor
}

// anchorOfEach returns the anchors of alternatives that all have one.
func anchorOfEach(label string, where plan.Or) (anchor, rest plan.Predicate, c cost) {
	if len(where) == 0 {
		return nil, where, noAnchor
	}
	anchors := make([]plan.Predicate, len(where))
	for i, part := range where {
		a, beside, its := anchorOf(label, part)
		if its == noAnchor {
			return nil, where, noAnchor
		}
		if beside != nil {
			rest = where // once more, since each alternative has its own
		}
		anchors[i], c = a, max(c, its)
	}
	anchors = alternatives(anchors)
	if len(anchors) > maxUnion {
		return nil, where, noAnchor
	}
	for _, a := range anchors {
		if _, _, its := anchorIn(label, a); its == noAnchor { // since it was joined from too many
			return nil, where, noAnchor
		}
	}
	return plan.AnyOf(anchors...), rest, c
}

// reach says how many rows the relationships of one node lead to.
func reach(from plan.From) cost {
	start, end := from.Rel.Ends()
	if from.Direction == plan.Incoming {
		start, end = end, start
	}
	if end&^(model.Programme.Set()|model.Sector.Set()) == 0 && start&end == 0 {
		return many
	}
	return few
}

// leadsInto reports whether every node that has such a relationship is one of the scan's, by the type of it alone.
func leadsInto(expand, scan plan.From) bool {
	start, end := expand.Rel.Ends()
	near := start
	if expand.Direction == plan.Incoming {
		near = end
	}
	return near&^scan.Labels == 0 && scan.Marker == model.NoMarker
}

// isSearch reports whether a condition looks for texts that an index of the label has.
func isSearch(label string, where plan.Predicate) bool {
	if compare, is := where.(plan.Compare); is && compare.Op == plan.StartsWith {
		return indexOf(label, compare.Column) != nil
	}
	column, _, isOneOf := oneOf(where)
	return isOneOf && isName(label, column)
}

// isName reports whether a column holds texts by whose keys the label has an index.
func isName(label string, c plan.Column) bool {
	return c.Part == plan.Whole && c.Property.Type() == model.FoldedText &&
		indexOf(label, plan.Column{Of: c.Of, Property: c.Property, Part: plan.Key}) != nil
}

// anchored writes what leads from an anchor to the rows that it holds for, each once.
func (r *renderer) anchored(s scope, label string, anchor plan.Predicate) {
	switch anchor := anchor.(type) {
	case plan.Or:
		r.enclose("CALL (", "", func() {
			for i, part := range anchor {
				if i > 0 {
					r.line("UNION")
				}
				r.anchored(s, label, part)
				r.line("RETURN ", s.node())
			}
		})
	case plan.Exists:
		sets{r}.walk(s, anchor)
	case plan.In:
		// One by one, each by the one index that has it: of a list Neo4j does not know how short it is.
		if anchor.Column == (plan.Column{Property: model.ID}) {
			r.eachOf(s, anchor.Values)
			r.line("MATCH ", s.pattern(FactLabel))
			r.where(func() { r.write(s.id(), " = ", variable('k', s.row)) })
			return
		}
		r.eachOf(s, foldedAll(anchor.Values))
		key := plan.Column{Property: anchor.Column.Property, Part: plan.Key}
		r.from(s, label, anchor, append(r.inIndex(s, indexOf(label, key)[1:]), func() {
			r.write(r.column(s, key), " = ", variable('k', s.row))
		})...)
	case plan.Compare:
		if anchor.Column == (plan.Column{Property: model.ID}) {
			label = FactLabel
		}
		r.from(s, label, anchor, r.indexConditions(s, label, anchor)...)
	default:
		panic("cypher: a condition that leads to no rows")
	}
}

// eachOf takes values one by one.
func (r *renderer) eachOf(s scope, values []any) {
	r.line("UNWIND ", r.arg(values), " AS ", variable('k', s.row))
}

// from writes where a search begins.
func (r *renderer) from(s scope, label string, anchor plan.Predicate, further ...func()) {
	r.line("MATCH ", s.pattern(label))
	r.where(append(r.conditions(s, anchor), further...)...)
}

// Neo4j takes an index of several properties only where a statement says that a row has all of them, since the index
// has no other rows.

// indexes holds the properties of each index by label and first property.
var indexes = func() map[string]map[string][]string {
	all := map[string]map[string][]string{}
	add := func(label string, labels model.LabelSet) {
		all[label] = map[string][]string{"id": {"id"}}
		for p, names := range Sorted {
			if labels.State(p) {
				all[label][names[0]] = append(names[:len(names):len(names)], "id")
			}
		}
	}
	for _, label := range model.Nodes.Labels() {
		add(label.String(), label.Set())
	}
	for _, marker := range model.AllMarkers() {
		add(marker.String(), marker.Labels())
	}
	return all
}()

// indexOf returns the properties of the label's index that begins with a column, or nil.
func indexOf(label string, c plan.Column) []string {
	if c.Of != plan.OfNode || c.Part >= plan.Kind {
		return nil
	}
	return indexes[label][Columns[c.Property][c.Part]]
}

// inIndex returns the conditions that a row is in an index.
func (r *renderer) inIndex(s scope, properties []string) []func() {
	conditions := make([]func(), len(properties))
	for i, name := range properties {
		conditions[i] = func() { r.write(s.node(), ".", name, " IS NOT NULL") }
	}
	return conditions
}

// indexConditions returns what follows from a condition on rows of a label and lets an index serve it: that they are in
// the index, and that the keys of texts are equal where the texts are. Lists of texts are left to startOf.
func (r *renderer) indexConditions(s scope, label string, where plan.Predicate) []func() {
	parts, isAnd := where.(plan.And)
	if !isAnd {
		parts = plan.And{where}
	}
	var conditions []func()
	for _, part := range parts[:min(len(parts), maxConjuncts)] {
		c, isOnColumn := plan.ColumnOf(part)
		if _, isNull := part.(plan.IsNull); isNull || !isOnColumn {
			continue
		}
		if compare, is := part.(plan.Compare); is {
			if compare.Op == plan.Contains || compare.Op == plan.EndsWith || compare.Op == plan.Has {
				continue
			}
			if compare.Op == plan.Equal && isName(label, c) {
				c.Part = plan.Key
				key := plan.Compare{Column: c, Value: folded(compare.Value)}
				conditions = append(conditions, func() { r.predicate(s, key) })
			}
		}
		if index := indexOf(label, c); len(index) > 1 {
			conditions = append(conditions, r.inIndex(s, index[1:])...)
		}
	}
	return conditions
}

// folded returns the key of a text.
func folded(text any) any {
	s, _ := text.(string)
	return model.Fold(s)
}

func foldedAll(texts []any) []any {
	keys := make([]any, len(texts))
	for i, text := range texts {
		keys[i] = folded(text)
	}
	return keys
}
