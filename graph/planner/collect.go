package planner

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
)

// collected is a response key of a selection set, for those labels for which it means the same: one field, with the
// selection sets of all its occurrences (GraphQL, October 2021, section 6.3.2).
type collected struct {
	key        string
	field      *ast.Field
	selections []ast.SelectionSet // none for a leaf
	timed      []*ast.Field       // further occurrences, where one says at which time it is seen
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
	c := collector{planner: p, typeName: typeName}
	size := 0
	for _, set := range sets {
		size += len(set)
	}
	c.occurrences = make([]occurrence, 0, size)
	for _, set := range sets {
		c.add(set, labels)
	}
	return c.fields()
}

type collector struct {
	planner     *planner
	typeName    string
	visited     map[string]model.LabelSet // fragments, with the labels that they were gone through for
	occurrences []occurrence
}

// fields gathers the occurrences by key, in the order of each key's first.
func (c *collector) fields() []collected {
	fields := make([]collected, 0, len(c.occurrences))
	if len(c.occurrences) <= fewFields {
		for i, o := range c.occurrences {
			fields = o.join(fields, fields, i)
		}
		return inOrder(fields)
	}
	of := make(map[string][]collected, len(c.occurrences))
	for i, o := range c.occurrences {
		same := of[o.field.Alias]
		of[o.field.Alias] = o.join(same, same, i)
	}
	for _, same := range of {
		fields = append(fields, same...)
	}
	return inOrder(fields)
}

// inOrder sorts fields by where they were first met: what one divides into stands at its end.
func inOrder(fields []collected) []collected {
	slices.SortStableFunc(fields, func(a, b collected) int { return a.position - b.position })
	return fields
}

// fewFields is how many fields are quicker compared with each other than looked up.
const fewFields = 12

func (c *collector) add(set ast.SelectionSet, labels model.LabelSet) {
	for _, selection := range set {
		switch selection := selection.(type) {
		case *ast.Field:
			if c.planner.included(selection.Directives) {
				c.occurrences = append(c.occurrences, occurrence{selection, labels})
			}
		case *ast.InlineFragment:
			if c.planner.included(selection.Directives) {
				c.fragment(selection.TypeCondition, selection.SelectionSet, labels)
			}
		case *ast.FragmentSpread:
			if !c.planner.included(selection.Directives) {
				continue
			}
			if c.visited == nil {
				c.visited = map[string]model.LabelSet{}
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

// join adds an occurrence to the fields gathered so far: to those of its key, which divide where it applies to some of
// their labels only, and as a field of its own for the labels that the key has not been met for.
func (o occurrence) join(fields, before []collected, position int) []collected {
	left := o.labels
	for i := range before {
		f := &fields[i]
		both := f.labels & left
		if f.key != o.field.Alias || both == 0 {
			continue
		}
		left &^= both
		if len(o.field.SelectionSet) == 0 {
			continue
		}
		if both != f.labels { // the rest goes on without this occurrence
			rest := *f
			rest.labels &^= both
			rest.selections, rest.timed = slices.Clone(f.selections), slices.Clone(f.timed)
			f.labels = both
			f.add(o.field)
			fields = append(fields, rest)
			continue
		}
		f.add(o.field)
	}
	if left == 0 {
		return fields
	}
	f := collected{key: o.field.Alias, field: o.field, labels: left, position: position}
	if len(o.field.SelectionSet) > 0 {
		f.selections = []ast.SelectionSet{o.field.SelectionSet}
	}
	return append(fields, f)
}

func (f *collected) add(o *ast.Field) {
	f.selections = append(f.selections, o.SelectionSet)
	if hasTime(f.field.Directives) || hasTime(o.Directives) {
		f.timed = append(f.timed, o)
	}
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
		condition, _ := p.Raw(argument.Value)
		if holds, _ := condition.(bool); holds == (directive.Name == "skip") {
			return false
		}
	}
	return true
}
