package document

import "github.com/vektah/gqlparser/v2/ast"

// figures are the counts of a document before validation. Those of an operation are for the largest one, with each
// spread of a fragment counted.
type figures struct {
	operations, fragments int
	aliases, directives   int // as written; a fragment counts once
	roots, fields, depth  int
	literal               int                     // depth of the deepest literal or type
	steps                 int                     // of all operations and all fragments
	cycle                 *ast.FragmentDefinition // a fragment that spreads itself, if any
	repeats               int                     // pairs of fields with the same name in one place
}

// saturated caps every count, since fragments that spread fragments soon reach any number.
const saturated = 1 << 30

// measure counts the parts of a document. It visits each fragment once for each count, however often it is spread.
// Repeats are counted only up to their limit, and only if the other counts are within theirs, since they need a
// separate traversal of the fragments.
func measure(document *ast.QueryDocument, most Limits) figures {
	m := measuring{definitions: map[string]*ast.FragmentDefinition{}, known: map[string]extent{}, open: map[string]bool{}}
	for _, fragment := range document.Fragments {
		if m.definitions[fragment.Name] == nil { // the first of several fragments with the same name counts
			m.definitions[fragment.Name] = fragment
		}
	}
	f := figures{operations: len(document.Operations), fragments: len(document.Fragments)}
	for _, operation := range document.Operations {
		for _, variable := range operation.VariableDefinitions {
			f.literal = max(f.literal, depthOfType(variable.Type))
			f.literal = max(f.literal, depthOf(variable.DefaultValue))
			f.directed(variable.Directives)
		}
		f.directed(operation.Directives)
		f.written(operation.SelectionSet)
		whole := m.extentOf(operation.SelectionSet)
		f.steps = min(f.steps+whole.steps+stepsOfVariables(operation), saturated)
		f.roots, f.fields, f.depth = max(f.roots, whole.roots), max(f.fields, whole.fields), max(f.depth, whole.depth)
	}
	for _, fragment := range document.Fragments {
		f.directed(fragment.Directives)
		f.written(fragment.SelectionSet)
		f.steps = min(f.steps+m.extentOf(fragment.SelectionSet).steps, saturated)
		m.fragment(fragment.Name)
	}
	f.cycle = m.cycle
	if f.cycle != nil || f.fields > most.Fields || f.steps > most.Steps {
		return f
	}
	r := repeating{definitions: m.definitions, most: most.Repeats}
	for _, operation := range document.Operations {
		r.merge([]ast.SelectionSet{operation.SelectionSet})
	}
	for _, fragment := range document.Fragments {
		r.merge([]ast.SelectionSet{fragment.SelectionSet})
	}
	f.repeats = r.pairs
	return f
}

// written counts the parts as written, each once.
func (f *figures) written(set ast.SelectionSet) {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			f.directed(s.Directives)
			f.arguments(s.Arguments)
			if s.Alias != s.Name {
				f.aliases++
			}
			f.written(s.SelectionSet)
		case *ast.InlineFragment:
			f.directed(s.Directives)
			f.written(s.SelectionSet)
		case *ast.FragmentSpread:
			f.directed(s.Directives)
		}
	}
}

func (f *figures) directed(directives ast.DirectiveList) {
	f.directives += len(directives)
	for _, directive := range directives {
		f.arguments(directive.Arguments)
	}
}

func (f *figures) arguments(arguments ast.ArgumentList) {
	for _, argument := range arguments {
		f.literal = max(f.literal, depthOf(argument.Value))
	}
}

func depthOf(value *ast.Value) int {
	depth := 0
	if value != nil {
		for _, child := range value.Children {
			depth = max(depth, 1+depthOf(child.Value))
		}
	}
	return depth
}

func depthOfType(t *ast.Type) int {
	depth := 0
	for ; t.Elem != nil; t = t.Elem {
		depth++
	}
	return depth
}

// extent has the counts of a selection set with its fragments. Steps are the selections, directives and values that a
// rule visits. The rule on values visits each value again for each value that contains it.
type extent struct{ roots, fields, depth, steps int }

func (e *extent) add(other extent) {
	e.roots = min(e.roots+other.roots, saturated)
	e.fields = min(e.fields+other.fields, saturated)
	e.depth = max(e.depth, other.depth)
	e.steps = min(e.steps+other.steps, saturated)
}

type measuring struct {
	definitions map[string]*ast.FragmentDefinition
	known       map[string]extent // of fragments
	open        map[string]bool   // fragments being visited
	cycle       *ast.FragmentDefinition
}

func (m *measuring) extentOf(set ast.SelectionSet) extent {
	var e extent
	for _, selection := range set {
		e.steps++
		switch s := selection.(type) {
		case *ast.Field:
			inner := m.extentOf(s.SelectionSet)
			steps := inner.steps + stepsOfArguments(s.Arguments) + stepsOfDirectives(s.Directives)
			e.add(extent{1, min(1+inner.fields, saturated), 1 + inner.depth, steps})
		case *ast.InlineFragment:
			e.steps += stepsOfDirectives(s.Directives)
			e.add(m.extentOf(s.SelectionSet))
		case *ast.FragmentSpread:
			e.steps += stepsOfDirectives(s.Directives)
			e.add(m.fragment(s.Name))
		}
	}
	return e
}

// fragment returns the counts of a fragment. A fragment that spreads itself is stored as the cycle, and its inner
// spread counts 0.
func (m *measuring) fragment(name string) extent {
	if e, known := m.known[name]; known {
		return e
	}
	definition := m.definitions[name]
	switch {
	case definition == nil:
		return extent{}
	case m.open[name]:
		m.cycle = definition
		return extent{}
	}
	m.open[name] = true
	e := m.extentOf(definition.SelectionSet)
	e.steps = min(e.steps+stepsOfDirectives(definition.Directives), saturated)
	m.open[name] = false
	m.known[name] = e
	return e
}

func stepsOfVariables(operation *ast.OperationDefinition) int {
	steps := stepsOfDirectives(operation.Directives)
	for _, variable := range operation.VariableDefinitions {
		steps += 1 + stepsOfDirectives(variable.Directives) + stepsOf(variable.DefaultValue, 1)
	}
	return steps
}

func stepsOfDirectives(directives ast.DirectiveList) int {
	steps := len(directives)
	for _, directive := range directives {
		steps += stepsOfArguments(directive.Arguments)
	}
	return steps
}

func stepsOfArguments(arguments ast.ArgumentList) int {
	steps := 0
	for _, argument := range arguments {
		steps += stepsOf(argument.Value, 1)
	}
	return steps
}

// stepsOf counts each value as often as its depth.
func stepsOf(value *ast.Value, depth int) int {
	if value == nil {
		return 0
	}
	steps := depth
	for _, child := range value.Children {
		steps += stepsOf(child.Value, depth+1)
	}
	return steps
}

// repeating counts the pairs that the rule on overlapping fields compares: fields with the same name are one field of
// the response, and so are the fields within them.
type repeating struct {
	definitions map[string]*ast.FragmentDefinition
	pairs, most int
}

func (r *repeating) merge(sets []ast.SelectionSet) {
	groups, spread := map[string][]ast.SelectionSet{}, map[string]bool{}
	for _, set := range sets {
		r.collect(set, groups, spread)
	}
	for _, group := range groups {
		if r.pairs > r.most {
			return
		}
		r.merge(group)
	}
}

func (r *repeating) collect(set ast.SelectionSet, groups map[string][]ast.SelectionSet, spread map[string]bool) {
	for _, selection := range set {
		if r.pairs > r.most {
			return
		}
		switch s := selection.(type) {
		case *ast.Field:
			r.pairs += len(groups[s.Alias])
			groups[s.Alias] = append(groups[s.Alias], s.SelectionSet)
		case *ast.InlineFragment:
			r.collect(s.SelectionSet, groups, spread)
		case *ast.FragmentSpread:
			if definition := r.definitions[s.Name]; definition != nil && !spread[s.Name] {
				spread[s.Name] = true
				r.collect(definition.SelectionSet, groups, spread)
			}
		}
	}
}
