package plan

import (
	"fmt"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// String prints the plan as an indented tree, with one line for each InitPlan, sequence of columns, list, total and
// One.
func (p *Plan) String() string {
	var b strings.Builder
	for i, f := range p.InitPlans {
		fmt.Fprintf(&b, "initplan %d: %s\n", i+1, f)
	}
	b.WriteString("row\n")
	printRow(&b, p.Row, 1)
	return b.String()
}

func printRow(b *strings.Builder, row Row, depth int) {
	indent := strings.Repeat("  ", depth)
	for i := 0; i < len(row.Items); i++ {
		switch item := row.Items[i].(type) {
		case Column:
			b.WriteString(indent + item.String())
			for i+1 < len(row.Items) {
				next, isColumn := row.Items[i+1].(Column)
				if !isColumn {
					break
				}
				b.WriteString(", " + next.String())
				i++
			}
			b.WriteString("\n")
		case *TotalCount:
			b.WriteString(indent + "count" + on(item.On) + " of " + item.From.String() + where(item.Where) + "\n")
		case *Aggregate:
			b.WriteString(indent + item.String() + "\n")
		case *Groups:
			printGroups(b, item, depth)
		case *GroupCount:
			b.WriteString(indent + "count" + on(item.On) + " of groups of " + item.Set.String() + "\n")
			printGroupParts(b, item.Groups(), indent)
		case *One:
			b.WriteString(indent + "one" + on(item.On) + " of " + item.From.String() + where(item.Where) + "\n")
			printRow(b, item.Row, depth+1)
		case *List:
			b.WriteString(indent + "list" + on(item.On) + " of " + item.rows())
			b.WriteString(after(item.After, item.Including))
			if item.Limit != Unlimited {
				fmt.Fprintf(b, " limit %d", item.Limit)
			}
			b.WriteString(when(item.More, " and whether there is more") + "\n")
			printRow(b, item.Row, depth+1)
		default:
			panic(unknownItem(item))
		}
	}
}

// after describes where a page starts.
func after(values []any, including bool) string {
	switch {
	case values == nil:
		return ""
	case including:
		return " from " + literal(values)
	}
	return " after " + literal(values)
}

// rows describes the rows of a list and their order, whatever the page.
func (l *List) rows() string {
	var b strings.Builder
	b.WriteString(l.From.String())
	for g := l.From.Groups; g != nil; g = g.From.Groups {
		b.WriteString(" of ")
		printGroupKeys(&b, g)
	}
	b.WriteString(where(l.Where))
	for i, key := range l.Order {
		if i == 0 {
			b.WriteString(" by ")
		} else {
			b.WriteString(", ")
		}
		if key.Over != nil {
			b.WriteString(key.Over.String())
		} else {
			b.WriteString(key.Column.String())
		}
		b.WriteString(direction(key.Descending, key.NullsFirst))
	}
	return b.String()
}

func direction(descending, nullsFirst bool) string {
	return when(descending, " descending") + when(nullsFirst, " nulls first")
}

// when returns the text if the condition is true, otherwise "".
func when(is bool, text string) string {
	if is {
		return text
	}
	return ""
}

func on(labels model.LabelSet) string {
	if labels == 0 {
		return ""
	}
	return " on " + labelNames(labels)
}

func where(p Predicate) string {
	if p == nil {
		return ""
	}
	return " where " + printPredicate(p)
}

var partNames = [...]string{
	Key: ".key", Units: ".units", Currency: ".currency", USD: ".usd",
	Earliest: ".earliest", Latest: ".latest", Precision: ".precision", Year: ".year", Moment: ".moment",
	Expiry: ".expiry",
}

// String prints the column's name. The name of a column of a relationship begins with "relationship".
func (c Column) String() string {
	name := c.Property.String()
	if c.Part == Kind {
		return "label"
	}
	if c.Part != Whole {
		name += partNames[c.Part]
	}
	if c.Currency != "" {
		name += " in " + c.Currency
	}
	if c.Of == OfRelationship {
		return "relationship." + name
	}
	return name
}

var directionNames = [...]string{Outgoing: "outgoing", Incoming: "incoming"}

// String prints the source of the rows.
func (f From) String() string {
	marked := when(f.Marker != model.NoMarker, " marked "+f.Marker.String())
	of := [...]string{OfNode: "node", OfRelationship: "relationship"}[f.Of]
	switch f.Kind {
	case Scan:
		return "scan " + labelNames(f.Labels) + marked
	case Lookup:
		return "lookup " + labelNames(f.Labels) + " " + f.ids() + marked
	case ByRelationshipID:
		return directionNames[f.Direction] + " " + f.Rel.String() + " " + f.ids()
	case OtherID:
		return "node's other id"
	case AtEnd:
		return "relationship's " + [...]string{Outgoing: "end", Incoming: "start"}[f.Direction]
	case Expand:
		return directionNames[f.Direction] + " " + f.Rel.String()
	case BackReference:
		return directionNames[f.Direction] + " " + f.Rel.String() + " whose " + f.Property.String() + " is this node"
	case Reference:
		return of + "'s " + f.Property.String()
	case Sources:
		return of + "'s sources"
	case Conflicts:
		return of + "'s conflicts"
	case Self:
		return "node"
	case GroupRows:
		return "group rows"
	case GroupKeyNode:
		return fmt.Sprintf("group key %d", f.Key+1)
	default:
		panic(fmt.Sprintf("plan: rows that are found in the unknown way %d", f.Kind))
	}
}

func (f From) ids() string {
	if f.InitPlan > 0 {
		return fmt.Sprintf("of initplan %d", f.InitPlan)
	}
	return literal(f.IDs) + when(f.Otherwise != "", " or else "+literal(f.Otherwise))
}

func labelNames(labels model.LabelSet) string {
	return strings.Join(mapEach(labels.Labels(), model.Label.String), "|")
}

var opNames = [...]string{
	Equal: "=", Less: "<", LessOrEqual: "<=", Greater: ">", GreaterOrEqual: ">=",
	Contains: "contains", StartsWith: "starts with", EndsWith: "ends with", Has: "has",
}

func printPredicate(p Predicate) string {
	switch p := p.(type) {
	case And:
		return printParts(p, " and ", "true")
	case Or:
		return printParts(p, " or ", "false")
	case Not:
		return "not " + printPredicate(p.Of)
	case Compare:
		return p.Column.String() + " " + opNames[p.Op] + " " + literal(p.Value)
	case In:
		return p.Column.String() + " in " + literal(p.Values)
	case IsNull:
		return p.Column.String() + " is null"
	case HasLabel:
		return "is " + labelNames(p.Labels)
	case Exists:
		if p.Where == nil {
			return "exists " + p.From.String()
		}
		return "exists " + p.From.String() + " (" + printPredicate(p.Where) + ")"
	case CompareAggregate:
		return p.Aggregate.String() + " " + opNames[p.Op] + " " + literal(p.Operand)
	case AggregateIsNull:
		return p.Aggregate.String() + " is null"
	case CompareGroupValue:
		return fmt.Sprintf("value %d %s %s", p.At+1, opNames[p.Op], literal(p.Operand))
	case GroupValueIsNull:
		return fmt.Sprintf("value %d is null", p.At+1)
	default:
		panic(unknownPredicate(p))
	}
}

func printParts(parts []Predicate, operator, none string) string {
	if len(parts) == 0 {
		return none
	}
	return "(" + strings.Join(mapEach(parts, printPredicate), operator) + ")"
}

// literal prints a value or a list of values. Different values give different texts.
func literal(value any) string {
	switch value := value.(type) {
	case nil:
		return "null"
	case string:
		return fmt.Sprintf("%q", value)
	case []string:
		return fmt.Sprintf("%q", value)
	case []any:
		return "[" + strings.Join(mapEach(value, literal), " ") + "]"
	}
	return fmt.Sprint(value)
}
