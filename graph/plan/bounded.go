package plan

// Bounded reports whether a plan reads a few single rows by their keys and nothing else, so that it is over before
// anybody could think of stopping it.
func (p *Plan) Bounded() bool { return bounded(p.Row) }

// isPlain reports whether a condition looks at the row's own values alone, and not at others that it leads to.
func isPlain(condition Predicate) bool {
	if condition == nil {
		return true
	}
	_, is := condition.(Compare)
	return is
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
