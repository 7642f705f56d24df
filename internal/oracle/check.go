package oracle

import "github.com/vektah/gqlparser/v2/ast"

// Check looks for what is wrong with the values of a query's arguments, whether answering would come to them or not. It
// knows of values that are not of their types, of sizes and directions of pages, and of percentiles; not of cursors, ids
// and limits. Errors wrap ErrNotAnswered.
func (e *Evaluator) Check(query string, variables map[string]any) error {
	return e.evaluate(query, variables, func(v *evaluation, roots ast.SelectionSet) { v.check(roots) })
}

func (e *evaluation) check(set ast.SelectionSet) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if e.stands(s.Directives) {
				e.checkArguments(s)
				e.check(s.SelectionSet)
			}
		case *ast.InlineFragment:
			if e.stands(s.Directives) {
				e.check(s.SelectionSet)
			}
		case *ast.FragmentSpread:
			if e.stands(s.Directives) {
				e.check(s.Definition.SelectionSet)
			}
		}
	}
}

func (e *evaluation) checkArguments(f *ast.Field) {
	e.time(f.Directives)
	arguments := e.arguments(f)
	if f.ObjectDefinition.Name == "Query" {
		switch f.Name {
		case "paths":
			e.pathQuestion(f)
			return
		case "neighbourhood":
			e.neighbourhood(f)
			return
		case "exposure":
			e.exposure(f)
			return
		case "network":
			e.networkQuestion(f)
			return
		case "search", "match":
			checkSearch(arguments)
			return
		}
	}
	pageSize(arguments["first"])
	pageSize(arguments["last"])
	goesBackwards(arguments)
	if among, is := sharing[f.Name]; is {
		among.least(arguments)
	}
	if f.Name == "percentile" {
		share(arguments)
	}
}
