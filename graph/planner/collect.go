package planner

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/model"
)

// collected is a response key of a selection set, for the labels for which it has the same meaning: one field, with the
// selection sets of all its occurrences (GraphQL, October 2021, section 6.3.2).
type collected struct {
	key        string
	field      *ast.Field
	selections []ast.SelectionSet // none for a leaf
	labels     model.LabelSet
	position   int // of the first occurrence
}

type occurrence struct {
	field  *ast.Field
	labels model.LabelSet
}

// concrete replaces the labels while fields are collected on a type that is not a node type.
const concrete model.LabelSet = 1 << 31

// collect collects the fields of selection sets on a type. For an interface, all labels of its nodes are processed at
// once, and a key occurs once for each set of labels to which the same fragments apply. Planning an interface thus
// takes no longer than planning an object.
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
	visited     map[string]model.LabelSet // fragments, with the labels that they were visited for
	occurrences []occurrence
}

// fields groups the occurrences by key, in the order of first occurrence.
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

// inOrder sorts fields by their first occurrence. A field that is split off another one comes after it.
func inOrder(fields []collected) []collected {
	slices.SortStableFunc(fields, func(a, b collected) int { return a.position - b.position })
	return fields
}

// fewFields is the number of fields up to which comparing them is faster than a map.
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

// join adds an occurrence to the fields collected so far. Fields with the same key are split if the occurrence applies
// to only some of their labels. For labels without this key it adds a field.
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
		if both != f.labels { // the other labels continue without this occurrence
			rest := *f
			rest.labels &^= both
			rest.selections = slices.Clone(f.selections)
			f.labels = both
			f.selections = append(f.selections, o.field.SelectionSet)
			fields = append(fields, rest)
			continue
		}
		f.selections = append(f.selections, o.field.SelectionSet)
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

// included reports whether @skip and @include include a selection.
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
