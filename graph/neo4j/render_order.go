package neo4j

// ordering is an ORDER BY while its keys are written.
//
// Where it stands behind subqueries, its first key is written as if it depended on the last of these. Neo4j would else
// plan them once for rows that are sorted before them and once for rows that are not, at each level of lists: two minutes
// for sixteen levels, in the place of two seconds.
type ordering struct {
	*renderer
	behind int // the number of that subquery; 0 for none
	begun  bool
}

// value writes the keys of a value that may be null. Neo4j takes null for the greatest value; where it is to be the
// least, whether it is null is a key of its own.
func (o *ordering) value(write func(), descending, nullsFirst, nullable bool) {
	if nullable && nullsFirst != descending {
		o.key(func() {
			write()
			o.write(" IS NULL")
		}, nullsFirst)
	}
	o.key(write, descending)
}

func (o *ordering) key(write func(), descending bool) {
	switch {
	case o.begun:
		o.write(", ")
		write()
	case o.behind != 0:
		o.write(" ORDER BY CASE WHEN size([")
		o.variable('v', o.behind)
		o.write("]) = 1 THEN ")
		write()
		o.write(" END")
	default:
		o.write(" ORDER BY ")
		write()
	}
	if descending {
		o.write(" DESC")
	}
	o.begun = true
}
