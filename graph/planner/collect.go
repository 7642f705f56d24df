package planner

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"stakegraph/graph/model"
)

// collected is a response key of a selection set, for those labels for which it means the same: one field, with the
// selection sets of all its occurrences (GraphQL, October 2021, section 6.3.2).
type collected struct {
	key        string
	field      *ast.Field
	selections []ast.SelectionSet
	labels     model.LabelSet
	position   int // of the first occurrence
}

type occurrence struct {
	field  *ast.Field
	labels model.LabelSet
}

// concrete stands, in a collection over a type that is no node's, for that type.
const concrete model.LabelSet = 1 << 31

// collect gathers the fields of selection sets on a type. Where the type is an interface, every label that its nodes
// can have is gone through at once, and a key comes once for each set of labels for which the same fragments apply; so
// planning takes no longer for an interface than for an object.
func (p *planner) collect(typeName string, labels model.LabelSet, sets ...ast.SelectionSet) []collected {
	c := collector{planner: p, typeName: typeName, visited: map[string]model.LabelSet{}, of: map[string][]occurrence{}}
	for _, set := range sets {
		c.add(set, labels)
	}
	fields := make([]collected, 0, len(c.keys))
	for _, key := range c.keys {
		fields = c.split(fields, key)
	}
	slices.SortStableFunc(fields, func(a, b collected) int { return a.position - b.position })
	return fields
}

type collector struct {
	planner  *planner
	typeName string
	visited  map[string]model.LabelSet // fragments, with the labels that they were gone through for
	keys     []string
	of       map[string][]occurrence
	count    int
	firsts   map[*ast.Field]int
}

func (c *collector) add(set ast.SelectionSet, labels model.LabelSet) {
	for _, selection := range set {
		switch selection := selection.(type) {
		case *ast.Field:
			if c.planner.included(selection.Directives) {
				c.field(selection, labels)
			}
		case *ast.InlineFragment:
			if c.planner.included(selection.Directives) {
				c.fragment(selection.TypeCondition, selection.SelectionSet, labels)
			}
		case *ast.FragmentSpread:
			if !c.planner.included(selection.Directives) {
				continue
			}
			left := labels &^ c.visited[selection.Name]
			c.visited[selection.Name] |= labels
			if fragment := c.planner.op.Doc.Fragments.ForName(selection.Name); fragment != nil && left != 0 {
				c.fragment(fragment.TypeCondition, fragment.SelectionSet, left)
			}
		}
	}
}

func (c *collector) fragment(condition string, set ast.SelectionSet, labels model.LabelSet) {
	if condition != "" && condition != c.typeName {
		if labels == concrete {
			if !c.planner.bindings.possible[condition][c.typeName] {
				return
			}
		} else {
			labels &= c.planner.bindings.labels[condition]
		}
	}
	if labels != 0 {
		c.add(set, labels)
	}
}

func (c *collector) field(field *ast.Field, labels model.LabelSet) {
	if c.firsts == nil {
		c.firsts = map[*ast.Field]int{}
	}
	if _, seen := c.firsts[field]; !seen {
		c.firsts[field] = c.count
		c.count++
	}
	before, known := c.of[field.Alias]
	if !known {
		c.keys = append(c.keys, field.Alias)
	}
	c.of[field.Alias] = append(before, occurrence{field, labels})
}

// split divides the labels of a key into those for which the same occurrences apply.
func (c *collector) split(fields []collected, key string) []collected {
	begin := len(fields)
	for _, o := range c.of[key] {
		left := o.labels
		for i := begin; i < len(fields) && left != 0; i++ {
			f := &fields[i]
			both := f.labels & left
			if both == 0 {
				continue
			}
			if both != f.labels { // the group divides: the rest goes on without this occurrence
				rest := *f
				rest.labels &^= both
				rest.selections = slices.Clone(f.selections)
				fields = append(fields, rest)
				f = &fields[i]
				f.labels = both
			}
			f.selections = append(f.selections, o.field.SelectionSet)
			left &^= both
		}
		if left != 0 {
			fields = append(fields, collected{
				key: key, field: o.field, selections: []ast.SelectionSet{o.field.SelectionSet}, labels: left,
				position: c.firsts[o.field],
			})
		}
	}
	return fields
}

// included reports whether @skip and @include let a selection stand.
func (p *planner) included(directives ast.DirectiveList) bool {
	for _, directive := range directives {
		if directive.Name != "skip" && directive.Name != "include" {
			continue
		}
		argument := directive.Arguments.ForName("if")
		if argument == nil {
			continue
		}
		condition, _ := p.raw(argument.Value)
		if holds, _ := condition.(bool); holds == (directive.Name == "skip") {
			return false
		}
	}
	return true
}
