package differential_test

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"pgregory.net/rapid"
)

// time writes a value of the argument `time`. The presence of its bounds, and the certainty, are part of the statement's
// shape.
func (d *draft) time() string {
	form := times[0]
	if !chance(d.t, 5) {
		form = of(d.t, times[1:])
	}
	certainty := of(d.t, []string{"", ", certainty: SURELY", ", certainty: POSSIBLY", ", certainty: POSSIBLY"})
	if d.arrive(d.schema.Types["TimeFilter"]) {
		switch d.goal.field {
		case "certainty":
			certainty = ", certainty: POSSIBLY"
		default:
			form = []string{d.goal.field}
		}
		d.goal.field = ""
	}
	var bounds []string
	for _, name := range form {
		bounds = append(bounds, name+": "+d.day(name))
	}
	return "{" + strings.Join(bounds, ", ") + certainty + "}"
}

func (d *draft) day(bound string) string {
	return d.variable(variable{typ: ast.NamedType("PartialDate", nil), operator: bound})
}

// bound draws a bound of a time. Most periods are not empty.
func (s *valuePool) bound(t *rapid.T, which string) string {
	switch {
	case which == "from" && !chance(t, 1):
		return of(t, []string{"2015", "2015-01-01", "2014-12-31", "0001", "2015-06", "2015-12-31", "2014"})
	case which == "to" && !chance(t, 1):
		return of(t, []string{"2016", "2015-12-31", "2016-02", "2016-02-29", "9999", "2015-12", "2024-12-31"})
	case chance(t, 3): // near the end of designations
		return of(t, []string{"2024", "2024-12-30", "2025-06", "2016-12-31", "2015-12-30", "2023"})
	}
	return s.date(t, subject{})
}
