package oracle

import (
	"errors"
	"fmt"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// ErrNotAnswered is wrapped by every error about a query that is invalid, or that the oracle does not support.
var ErrNotAnswered = errors.New("query is not answered")

// Oracle answers queries about one graph.
type Oracle struct {
	schema *ast.Schema
	graph  *indexed
}

// New returns an oracle of a graph. Later changes of the graph have no effect on it.
func New(schema *ast.Schema, g *Graph) *Oracle { return &Oracle{schema, index(g)} }

// Object is a JSON object, with its members in order.
type Object []Member

// Member is one key of an object. Its value is nil, a string, an int64, a float64, a bool, a Cursor, an Object or a []any.
type Member struct {
	Key   string
	Value any
}

// Cursor represents a store's cursor in an answer, and as the value of `after` and `before`. It is the id of its row.
type Cursor string

// Answer returns the data of the response to a query, which has one operation. Errors wrap ErrNotAnswered.
func (e *Oracle) Answer(query string, variables map[string]any) (data Object, err error) {
	err = e.evaluate(query, variables, func(v *evaluation, roots ast.SelectionSet) {
		data = v.object(everything{}, []ast.SelectionSet{roots})
	})
	return data, err
}

// Check validates the arguments of a query, including those of fields that Answer would not evaluate. It checks the types
// of values, the size and direction of pages, and percentiles, but not cursors, ids and limits. Errors wrap ErrNotAnswered.
func (e *Oracle) Check(query string, variables map[string]any) error {
	return e.evaluate(query, variables, func(v *evaluation, roots ast.SelectionSet) { v.check(roots) })
}

// evaluate prepares the evaluation of a query, calls answer, and turns a refusal into an error.
func (e *Oracle) evaluate(
	query string, variables map[string]any, answer func(v *evaluation, roots ast.SelectionSet),
) (err error) {
	doc, errs := gqlparser.LoadQueryWithRules(e.schema, query, rules.NewDefaultRules())
	if len(errs) > 0 {
		return fmt.Errorf("%w: %w", ErrNotAnswered, errs)
	}
	if len(doc.Operations) != 1 {
		return fmt.Errorf("%w: it has %d operations", ErrNotAnswered, len(doc.Operations))
	}
	defer func() {
		switch thrown := recover().(type) {
		case nil:
		case refusal:
			err = fmt.Errorf("%w: %s", ErrNotAnswered, string(thrown))
		default:
			panic(thrown)
		}
	}()
	v := &evaluation{
		doc: doc, inputs: inputs{e.schema, map[string]any{}},
		scope: scope{e.schema, e.graph, map[listCondition]listAnswer{}},
	}
	for _, d := range doc.Operations[0].VariableDefinitions {
		if value, given := variables[d.Variable]; given {
			v.variables[d.Variable] = value
		} else if d.DefaultValue != nil {
			v.variables[d.Variable], _ = v.raw(d.DefaultValue)
		}
	}
	answer(v, doc.Operations[0].SelectionSet)
	return nil
}

// refusal is the reason why a query is not answered. It is thrown as a panic, which evaluate recovers.
type refusal string

func refuse(format string, args ...any) { panic(refusal(fmt.Sprintf(format, args...))) }

// evaluation is the evaluation of a query, or of a part of it at a time of its own.
type evaluation struct {
	inputs
	scope // with the graph at that time
	doc   *ast.QueryDocument
	when  when
}

// thing is a value with a selection set. The value of a field is a leaf, a thing, or a []thing in which nil is null.
type thing interface {
	typeName() string
	field(e *evaluation, f *ast.Field) any
}

// object evaluates selection sets on a thing.
func (e *evaluation) object(t thing, sets []ast.SelectionSet) Object {
	object := Object{}
	c := collector{evaluation: e, typeName: t.typeName()}
	for _, set := range sets {
		c.visited = map[string]bool{}
		c.add(set)
	}
	for _, s := range c.selected {
		var value any = t.typeName()
		if s.field.Name != "__typename" {
			at := e.at(t.typeName(), s.field)
			value = at.complete(t.field(at, s.field), s.sets)
		}
		object = append(object, Member{s.field.Alias, value})
	}
	return object
}

func (e *evaluation) complete(value any, sets []ast.SelectionSet) any {
	switch value := value.(type) {
	case thing:
		return e.object(value, sets)
	case []thing:
		list := make([]any, len(value))
		for i, t := range value {
			if t != nil {
				list[i] = e.object(t, sets)
			}
		}
		return list
	}
	return value
}

// selected is a response key, with its first field and the selection sets of all its fields.
type selected struct {
	field *ast.Field
	sets  []ast.SelectionSet
}

// collector collects the fields of selection sets on an object type (GraphQL, October 2021, section 6.3.2).
type collector struct {
	*evaluation
	typeName string
	visited  map[string]bool
	selected []selected
}

func (c *collector) add(set ast.SelectionSet) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if c.stands(s.Directives) {
				c.join(s)
			}
		case *ast.InlineFragment:
			if c.stands(s.Directives) && c.applies(s.TypeCondition) {
				c.add(s.SelectionSet)
			}
		case *ast.FragmentSpread:
			if !c.stands(s.Directives) || c.visited[s.Name] {
				continue
			}
			c.visited[s.Name] = true
			if f := c.doc.Fragments.ForName(s.Name); c.applies(f.TypeCondition) {
				c.add(f.SelectionSet)
			}
		}
	}
}

func (c *collector) join(f *ast.Field) {
	for i := range c.selected {
		if c.selected[i].field.Alias == f.Alias {
			c.selected[i].sets = append(c.selected[i].sets, f.SelectionSet)
			return
		}
	}
	c.selected = append(c.selected, selected{f, []ast.SelectionSet{f.SelectionSet}})
}

func (c *collector) applies(condition string) bool {
	return condition == "" || condition == c.typeName || c.isPossible(c.typeName, condition)
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
	e.time(f.ObjectDefinition.Name, f)
	arguments := e.arguments(f)
	if f.ObjectDefinition.Name == "Query" {
		e.graph.whole.mustName(f.Name, arguments)
		switch f.Name {
		case "paths":
			pathQuestionOf(arguments)
			return
		case "neighbourhood":
			neighbourhoodOf(e.scope, arguments)
			return
		case "exposure":
			exposureOf(e.scope, arguments)
			return
		case "network":
			networkQuestionOf(arguments)
			return
		case "search", "match":
			checkSearch(arguments)
			return
		}
	}
	pageSize(arguments["first"])
	pageSize(arguments["last"])
	goesBackwards(arguments)
	if among, is := sharedRoots[f.Name]; is {
		among.least(arguments)
	}
	if f.Name == "percentile" {
		share(arguments)
	}
}
