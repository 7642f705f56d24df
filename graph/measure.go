package graph

import "github.com/vektah/gqlparser/v2/ast"

// figures are what a document is measured by before the rules of GraphQL go through it. Those of an operation are of
// the greatest one, with each fragment counted wherever it is spread.
type figures struct {
	operations, fragments int
	aliases, directives   int // as written
	roots, fields, depth  int
	literal               int // how deep its deepest literal is
	repeats               int // pairs of fields with one name in one place, each of which is compared
}

// far is where figures stop to grow; fragments that spread fragments reach any number soon.
const far = 1 << 30

// measure goes through a document once for each figure, whatever its fragments come to. Repeats are counted up to a
// bound, and only where the fields of the document are not more than another.
func measure(document *ast.QueryDocument, most DocumentLimits) figures {
	m := measuring{document.Fragments, map[string]extent{}}
	f := figures{operations: len(document.Operations), fragments: len(document.Fragments)}
	for _, operation := range document.Operations {
		f.directives += len(operation.Directives)
		f.written(operation.SelectionSet)
		whole := m.extentOf(operation.SelectionSet)
		f.roots, f.fields, f.depth = max(f.roots, whole.roots), max(f.fields, whole.fields), max(f.depth, whole.depth)
	}
	for _, fragment := range document.Fragments {
		f.directives += len(fragment.Directives)
		f.written(fragment.SelectionSet)
		m.fragment(fragment.Name)
	}
	if f.fields > most.Fields {
		return f
	}
	for _, operation := range document.Operations {
		r := repeating{fragments: document.Fragments, most: most.Repeats}
		r.merge([]ast.SelectionSet{operation.SelectionSet})
		f.repeats = max(f.repeats, r.pairs)
	}
	return f
}

// written counts what is written, each place once.
func (f *figures) written(set ast.SelectionSet) {
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			f.directives += len(s.Directives)
			for _, argument := range s.Arguments {
				f.literal = max(f.literal, depthOf(argument.Value))
			}
			if s.Alias != s.Name {
				f.aliases++
			}
			f.written(s.SelectionSet)
		case *ast.InlineFragment:
			f.directives += len(s.Directives)
			f.written(s.SelectionSet)
		case *ast.FragmentSpread:
			f.directives += len(s.Directives)
		}
	}
}

func depthOf(value *ast.Value) int {
	if value == nil || len(value.Children) == 0 {
		return 0
	}
	deepest := 0
	for _, child := range value.Children {
		deepest = max(deepest, depthOf(child.Value))
	}
	return 1 + deepest
}

// extent is what a selection set comes to with its fragments.
type extent struct{ roots, fields, depth int }

func (e *extent) add(other extent) {
	e.roots = min(e.roots+other.roots, far)
	e.fields = min(e.fields+other.fields, far)
	e.depth = max(e.depth, other.depth)
}

type measuring struct {
	fragments ast.FragmentDefinitionList
	known     map[string]extent // of fragments; a fragment within itself, which is refused later, counts nothing there
}

func (m measuring) extentOf(set ast.SelectionSet) extent {
	var e extent
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			inner := m.extentOf(s.SelectionSet)
			e.add(extent{1, min(1+inner.fields, far), 1 + inner.depth})
		case *ast.InlineFragment:
			e.add(m.extentOf(s.SelectionSet))
		case *ast.FragmentSpread:
			e.add(m.fragment(s.Name))
		}
	}
	return e
}

func (m measuring) fragment(name string) extent {
	if e, known := m.known[name]; known {
		return e
	}
	m.known[name] = extent{}
	if definition := m.fragments.ForName(name); definition != nil {
		m.known[name] = m.extentOf(definition.SelectionSet)
	}
	return m.known[name]
}

// repeating counts the pairs that the rule on overlapping fields compares: fields of one name are one field of the
// answer, and so are those within them.
type repeating struct {
	fragments   ast.FragmentDefinitionList
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
			if definition := r.fragments.ForName(s.Name); definition != nil && !spread[s.Name] {
				spread[s.Name] = true
				r.collect(definition.SelectionSet, groups, spread)
			}
		}
	}
}
