package neo4j_test

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"
)

// A walk of the schema that turns where chance has it seldom gets to what lies deep. So every document has a goal, which
// is one type, and most of its turns are such as lead there.

// goals are the types that have fields of their own.
var goals = sync.OnceValue(func() []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(querySchema.Types)) {
		if d := querySchema.Types[name]; !d.BuiltIn && len(d.Fields) > 0 && !strings.HasPrefix(name, "__") {
			names = append(names, name)
		}
	}
	return names
})

var distances sync.Map // by goal: of each type, how many steps the goal is away

// toGoal returns how many steps the goal is away from each type; types from which nothing leads there are left out.
func toGoal(goal string) map[string]int {
	if have, ok := distances.Load(goal); ok {
		return have.(map[string]int)
	}
	away := map[string]int{goal: 0}
	for next, steps := []string{goal}, 1; len(next) > 0; steps++ {
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
	distances.Store(goal, away)
	return away
}

// leadsTo reports whether a type has a field of another type, or one with an argument of that.
func leadsTo(definition *ast.Definition, to string) bool {
	return slices.ContainsFunc(definition.Fields, func(f *ast.FieldDefinition) bool {
		return f.Type.Name() == to ||
			slices.ContainsFunc(f.Arguments, func(a *ast.ArgumentDefinition) bool { return a.Type.Name() == to })
	})
}

// away returns how far the goal is from what a field leads to; a great number where it does not lead there.
func (d *draft) away(f *ast.FieldDefinition) int {
	least := d.awayFrom(f.Type)
	for _, a := range f.Arguments {
		least = min(least, d.awayFrom(a.Type))
	}
	return least
}

func (d *draft) awayFrom(t *ast.Type) int {
	if steps, leads := toGoal(d.goal)[t.Name()]; leads {
		return steps
	}
	return 1000
}

// nearer reports whether the goal is nearer to an argument than to the field's own type.
func (d *draft) nearer(argument, field *ast.Type) bool {
	return d.goal != "" && d.awayFrom(argument) < d.awayFrom(field)
}

// turn draws one of several fields: mostly one that leads to the goal by the shortest way, where there is a goal.
func (d *draft) turn(fields ast.FieldList) int {
	if d.goal == "" || chance(d.t, 1) {
		return pick(d.t, len(fields))
	}
	nearest := 1000
	for _, f := range fields {
		nearest = min(nearest, d.away(f))
	}
	var best []int
	for i, f := range fields {
		if d.away(f) == nearest {
			best = append(best, i)
		}
	}
	return of(d.t, best)
}

// arrive gives up the goal at a type that is it.
func (d *draft) arrive(definition *ast.Definition) {
	if d.goal == definition.Name {
		d.goal = ""
	}
}
