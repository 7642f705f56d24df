package plan

// fewRows is the assumed length of a list without pages: sources, conflicts and the like, of which a fact has few.
const fewRows = 10

// partCost is the minimum number of objects that a total, an aggregate or groups count as. A database must find their
// rows, though the response does not contain them.
const partCost = 4

// A row with more than usualParts lists, totals, aggregates and groups takes longer for each of them: its cost grows
// with the square of their number. Each further part counts as wideCost more objects.
const (
	usualParts = 20
	wideCost   = 16
)

// Objects returns the maximum number of rows, groups, totals and single nodes that a plan reads, as its pages bound
// them: the sizes of nested pages multiply. It stops at the bound, so it is fast for every plan.
func (p *Plan) Objects(bound int) int { return p.objects(p.Row, bound) }

// ObjectsOf returns the value of Objects for a plan with the same InitPlans and another row.
func (p *Plan) ObjectsOf(row Row, bound int) int { return p.objects(row, bound) }

// RowsOf returns the maximum number of rows of a list of the plan, or an estimate if the list has no pages.
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
		case *TotalCount, *Aggregate, *GroupCount:
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

// Bounded reports whether a plan reads only a few single rows by their keys. Such a plan ends too soon to be worth
// cancelling.
func (p *Plan) Bounded() bool { return bounded(p.Row) }

// isPlain reports whether a condition depends only on the row's own values.
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
