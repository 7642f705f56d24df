package rules

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
)

func argumentName(d *ast.ArgumentDefinition) string { return d.Name }

// knownArgumentNames: a field or a directive defines each argument that it is given.
func knownArgumentNames(observers *core.Events, add core.AddErrFunc) {
	check := func(schema *ast.Schema, given ast.ArgumentList, known ast.ArgumentDefinitionList, where string, at *ast.Position) {
		for _, a := range given {
			if known.ForName(a.Name) != nil {
				continue
			}
			names := namesOf(known, argumentName)
			allowed := " It has no arguments."
			switch {
			case len(names) == 1:
				allowed = " Its only argument is " + names[0] + "."
			case len(names) > 1:
				allowed = " Its arguments are " + oneOf(names, "and") + "."
			}
			if a.Name == "name" && known.ForName("id") != nil {
				allowed += " To find an id by name, use `search`."
			}
			hint := didYouMean(argumentHints(a.Name, names))
			if path := filtering(schema, a, known); path != "" {
				hint = " Did you mean " + path + "?"
			} else if isTime(a.Name) {
				hint = placeOfTime
			}
			add(core.Message(`Unknown argument "%s" on %s.%s%s`, a.Name, where, hint, allowed), core.At(at))
		}
	}
	observers.OnField(func(walker *core.Walker, field *ast.Field) {
		if field.Definition != nil && field.ObjectDefinition != nil {
			where := `field "` + field.ObjectDefinition.Name + "." + field.Name + `"`
			check(walker.Schema, field.Arguments, field.Definition.Arguments, where, field.Position)
		}
	})
	observers.OnDirective(func(walker *core.Walker, d *ast.Directive) {
		if d.Definition != nil {
			check(walker.Schema, d.Arguments, d.Definition.Arguments, `directive "@`+d.Name+`"`, d.Position)
		}
	})
}

// placeOfTime says where a time is written.
const placeOfTime = ` A time is an argument of lists and of computed fields, as in "investors(time: {asOf: …})".`

// isTime reports whether an argument or a directive with this name is meant as a time.
func isTime(name string) bool {
	switch strings.ToLower(name) {
	case "time", "asof", "at", "date", "between", "during":
		return true
	}
	return false
}

// argumentHints returns the arguments that an unknown name may mean.
func argumentHints(wrong string, names []string) []string {
	if hints := otherwise(otherArguments[wrong], names); len(hints) > 0 {
		return hints[:1]
	}
	return nearest(wrong, names)
}

// filtering returns what an argument means that has the name of a field of the filter, or of a time.
func filtering(schema *ast.Schema, a *ast.Argument, known ast.ArgumentDefinitionList) string {
	if known.ForName("time") != nil {
		switch strings.ToLower(a.Name) {
		case "asof", "at", "date":
			date := "…"
			if v := (given{literal: a.Value}); a.Value != nil && (v.form() == aText || v.form() == aVariable) {
				date = shown(v)
			}
			return "time: {asOf: " + date + "}"
		case "between", "during", "from", "to":
			return "time: {from: …, to: …}"
		}
	}
	filter := known.ForName("filter")
	if filter == nil {
		return ""
	}
	of := schema.Types[filter.Type.Name()]
	field := of.Fields.ForName(a.Name)
	if field == nil || field.Type.Elem != nil || a.Value == nil {
		return ""
	}
	c := check{schema: schema}
	if inner := schema.Types[field.Type.Name()]; inner != nil && inner.Kind == ast.InputObject {
		value := "{…}"
		if v := (given{literal: a.Value}); v.form() != anObject {
			value, _ = c.example(inner, v)
		}
		return "filter: {" + a.Name + ": " + value + "}"
	}
	return ""
}

// providedRequiredArguments: a field or a directive is given its required arguments. If the hint for an unknown
// argument names a required one, that one is not reported as missing.
func providedRequiredArguments(observers *core.Events, add core.AddErrFunc) {
	check := func(given ast.ArgumentList, known ast.ArgumentDefinitionList, where string, at *ast.Position) {
		names := namesOf(known, argumentName)
		var meant []string
		for _, a := range given {
			if known.ForName(a.Name) == nil {
				meant = append(meant, argumentHints(a.Name, names)...)
				if a.Name == "name" {
					meant = append(meant, "id")
				}
			}
		}
		for _, d := range known {
			if d.Type.NonNull && d.DefaultValue == nil && given.ForName(d.Name) == nil && !slices.Contains(meant, d.Name) {
				add(core.Message(`%s argument "%s" of type "%s" is required, but it was not provided.`, where, d.Name, d.Type.String()),
					core.At(at))
			}
		}
	}
	observers.OnField(func(_ *core.Walker, field *ast.Field) {
		if field.Definition != nil {
			check(field.Arguments, field.Definition.Arguments, `Field "`+field.Name+`"`, field.Position)
		}
	})
	observers.OnDirective(func(_ *core.Walker, d *ast.Directive) {
		if d.Definition != nil {
			check(d.Arguments, d.Definition.Arguments, `Directive "@`+d.Name+`"`, d.Position)
		}
	})
}
