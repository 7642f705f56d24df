package differential_test

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"
)

// A random walk of the schema seldom reaches deeply nested fields. Every document therefore has a target, and most choices
// lead to it.

// target is a field of a type, or one of its arguments.
type target struct{ on, field, argument string }

// goals returns all targets.
var goals = sync.OnceValue(func() []target {
	var all []target
	for _, name := range slices.Sorted(maps.Keys(querySchema.Types)) {
		definition := querySchema.Types[name]
		if definition.BuiltIn || strings.HasPrefix(name, "__") {
			continue
		}
		for _, f := range fieldsOf(definition) {
			all = append(all, target{on: name, field: f.Name})
			for _, a := range f.Arguments {
				all = append(all, target{name, f.Name, a.Name})
			}
		}
	}
	return all
})

var distances sync.Map // by type: the number of steps from each type to it

// stepsTo returns the number of steps from each type to a type. Types that do not lead to it are missing.
func stepsTo(end string) map[string]int {
	if have, ok := distances.Load(end); ok {
		return have.(map[string]int)
	}
	away := map[string]int{end: 0}
	for next, steps := []string{end}, 1; len(next) > 0; steps++ {
		var before []string
		for name, definition := range querySchema.Types {
			if _, has := away[name]; has || !slices.ContainsFunc(next, func(to string) bool { return leadsTo(definition, to) }) {
				continue
			}
			before = append(before, name)
		}
		for _, name := range before {
			away[name] = steps
		}
		next = before
	}
	distances.Store(end, away)
	return away
}

// leadsTo reports whether a type has a field of another type, or an argument of it, or is the interface Relationship and the
// other type implements it.
func leadsTo(definition *ast.Definition, to string) bool {
	if definition.Name == "Relationship" && slices.Contains(querySchema.Types[to].Interfaces, definition.Name) {
		return true
	}
	return slices.ContainsFunc(definition.Fields, func(f *ast.FieldDefinition) bool {
		return f.Type.Name() == to ||
			slices.ContainsFunc(f.Arguments, func(a *ast.ArgumentDefinition) bool { return a.Type.Name() == to })
	})
}

// distance returns the number of steps from a field's type or arguments to the target, or 1000 if they do not lead to it.
func (d *draft) distance(f *ast.FieldDefinition) int {
	least := d.distanceOf(f.Type)
	for _, a := range f.Arguments {
		least = min(least, d.distanceOf(a.Type))
	}
	return least
}

func (d *draft) distanceOf(t *ast.Type) int {
	if steps, leads := stepsTo(d.goal.on)[t.Name()]; leads {
		return steps
	}
	return 1000
}

// nearer reports whether the target is nearer to an argument than to the field's own type.
func (d *draft) nearer(argument, field *ast.Type) bool {
	return d.goal.on != "" && d.distanceOf(argument) < d.distanceOf(field)
}

// turn draws the index of a field: mostly, if there is a target, one on a shortest path to it.
func (d *draft) turn(fields ast.FieldList) int {
	there := slices.IndexFunc(fields, func(f *ast.FieldDefinition) bool { return f.Name == d.goal.field })
	if d.goal.on == "" && there >= 0 {
		d.goal.field = ""
		return there
	}
	if d.goal.on == "" || pick(d.t, 16) == 0 {
		return pick(d.t, len(fields))
	}
	nearest := 1000
	for _, f := range fields {
		nearest = min(nearest, d.distance(f))
	}
	var best []int
	for i, f := range fields {
		if d.distance(f) == nearest {
			best = append(best, i)
		}
	}
	return of(d.t, best)
}

// arrive clears the target's type if it is the given type, and reports whether it is. The target's field remains to be drawn.
func (d *draft) arrive(definition *ast.Definition) bool {
	if d.goal.on != definition.Name {
		return false
	}
	d.goal.on = ""
	return true
}
