package plan

// fewRows stands for the length of a list that has no page: sources, conflicts and the like, of which a fact has few.
const fewRows = 10

// partCost is how many objects a total, a value or groups come to at least. A database has to find their rows, though the
// answer has none of them.
const partCost = 4

// A row of more than usualParts lists, totals, values and groups takes longer for each of them: the cost of a row grows
// with their square. Each further one counts wideCost objects more.
const (
	usualParts = 20
	wideCost   = 16
)

// Objects returns how many rows, groups, counts and single nodes a plan reads at most, as its pages bound them: the pages of
// nested lists multiply. It stops at the bound, so that it may be asked of any plan.
func (p *Plan) Objects(bound int) int { return p.objects(p.Row, bound) }

// ObjectsOf returns what Objects would for a plan of this one's InitPlans with another row.
func (p *Plan) ObjectsOf(row Row, bound int) int { return p.objects(row, bound) }

// RowsOf returns how many rows a list of the plan has at most, or about how many where it has no page.
func (p *Plan) RowsOf(l *List) int {
	switch {
	case l.From.InitPlan > 0:
		return p.InitPlans[l.From.InitPlan-1].Most()
	case l.From.Kind == Lookup || l.From.Kind == ByRelationshipID:
		return len(l.From.IDs)
	case l.Limit == Unlimited:
		return fewRows
	}
	return l.Limit
}

func (p *Plan) objects(row Row, bound int) int {
	sum, parts := 0, 0
	for _, item := range row.Items {
		if item.Source() != nil {
			if parts++; parts > usualParts {
				sum += wideCost
			}
		}
		switch item := item.(type) {
		case Column:
		case *TotalCount, *Aggregate:
			sum += partCost
		case *Groups:
			groups := item.Limit
			switch {
			case len(item.Keys) == 0:
				groups = 1
			case groups == Unlimited:
				groups = fewRows
			}
			sum += max(partCost, min(groups, bound)*(1+p.objects(item.Row, bound)))
		case *One:
			sum += 1 + p.objects(item.Row, bound)
		case *List:
			sum += min(p.RowsOf(item), bound) * (1 + p.objects(item.Row, bound))
		default:
			panic(unknownItem(item))
		}
		if sum >= bound {
			return bound
		}
	}
	return sum
}

// Bounded reports whether a plan reads a few single rows by their keys and nothing else, so that it is over before
// anybody could think of stopping it.
func (p *Plan) Bounded() bool { return bounded(p.Row) }

// isPlain reports whether a condition looks at the row's own values alone, and not at others that it leads to.
func isPlain(condition Predicate) bool {
	_, compares := condition.(Compare)
	return condition == nil || compares
}

func bounded(row Row) bool {
	for _, item := range row.Items {
		if item.Source() == nil {
			continue
		}
		if one, is := item.(*One); !is || !isPlain(one.Where) || !bounded(one.Row) {
			return false
		}
	}
	return true
}
