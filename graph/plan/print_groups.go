package plan

import (
	"fmt"
	"strings"
)

func printGroups(b *strings.Builder, g *Groups, depth int) {
	indent := strings.Repeat("  ", depth)
	b.WriteString(indent + "groups" + on(g.On) + " of " + g.Set.String() + after(g.After, g.Including))
	if g.Before != nil {
		b.WriteString(" before " + literal(g.Before))
	}
	if g.Limit != Unlimited {
		fmt.Fprintf(b, " limit %d", g.Limit)
	}
	b.WriteString(when(g.More, " and whether there is more") + "\n")
	printGroupParts(b, g, indent)
	printRow(b, g.Row, depth+1)
}

// printGroupParts prints the steps, keys, values, condition and order of groups, one in each line.
func printGroupParts(b *strings.Builder, g *Groups, indent string) {
	for i, step := range g.Steps {
		fmt.Fprintf(b, "%s  step %d from %s: %s", indent, i+1, start(step.Start), step.From)
		b.WriteString(when(step.Upwards, ", and upwards") + where(step.Where) + "\n")
	}
	for _, key := range g.Keys {
		fmt.Fprintf(b, "%s  by %s's %s\n", indent, start(key.At), key.Column)
	}
	for i, value := range g.Values {
		fmt.Fprintf(b, "%s  value %d: %s\n", indent, i+1, value)
	}
	if g.Having != nil {
		fmt.Fprintf(b, "%s  having %s\n", indent, printPredicate(g.Having))
	}
	for i, key := range g.Order {
		what := "value"
		if key.ByKey {
			what = "key"
		}
		word := "  then by"
		if i == 0 {
			word = "  in order of"
		}
		fmt.Fprintf(b, "%s%s %s %d%s\n", indent, word, what, key.At+1, direction(key.Descending, key.NullsFirst))
	}
}

// printGroupKeys describes in one line what defines the groups.
func printGroupKeys(b *strings.Builder, g *Groups) {
	b.WriteString("groups of " + g.Set.String())
	for i, step := range g.Steps {
		fmt.Fprintf(b, ", step %d from %s: %s %t%s", i+1, start(step.Start), step.From, step.Upwards, where(step.Where))
	}
	for _, key := range g.Keys {
		fmt.Fprintf(b, ", by %s's %s", start(key.At), key.Column)
	}
}

func start(at int) string {
	if at == 0 {
		return "row"
	}
	return fmt.Sprintf("step %d", at)
}

// String prints the rows of the set.
func (s Set) String() string {
	text := s.From.String() + where(s.Where)
	if s.Then != nil {
		text += ", then each " + s.Then.String() + where(s.ThenWhere)
	}
	return text
}

var funcNames = [...]string{
	Count: "count", CountDistinctNodes: "count distinct nodes", CountNonNull: "count non-null", SumHigh: "high sum", SumLow: "low sum",
	Min: "min", Max: "max", ScalarSubquery: "scalar", PercentileLower: "percentile lower", PercentileUpper: "percentile upper",
}

// String prints the function and its column.
func (v Value) String() string {
	text := funcNames[v.Func]
	switch v.Func {
	case Count, CountDistinctNodes:
		return text
	case PercentileLower, PercentileUpper:
		text += fmt.Sprintf(" %d of", v.Rank)
	case CountNonNull, SumHigh, SumLow, Min, Max, ScalarSubquery:
	default:
		panic(fmt.Sprintf("plan: the unknown function %d", v.Func))
	}
	return text + " " + v.Column.String()
}

// String prints the value and its set.
func (m Aggregate) String() string { return m.Value.String() + " of (" + m.Set.String() + ")" }
