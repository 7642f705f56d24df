package neo4j

import (
	"strconv"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// A finding is looked for by a subquery before those of the row. It returns, under the finding's number, the nodes that
// were found (f), the relationships of each type (l), and what else Go is to know of them (w), from which paths.Join and
// paths.Gather make what was found. Lists of the row begin with f and l, so that nothing is looked up by its id.

// findings writes the searches, and has the row's lists be given what they find.
func (r *renderer) findings(all []plan.Finding) {
	for i, finding := range all {
		number := i + 1
		r.enclose("CALL (", func() {}, func() {
			switch finding := finding.(type) {
			case *plan.Paths:
				r.shortest(number, finding)
			case *plan.Neighbourhood:
				r.neighbourhood(number, finding)
			default:
				panic("neo4j: a search that the database does not do by itself")
			}
		})
		if i > 0 {
			r.given += ", "
		}
		r.given += foundVariables(number, wayOf(finding))
	}
}

// foundVariables names the lists of what a search finds.
func foundVariables(number int, way plan.Way) string {
	names := "f" + strconv.Itoa(number)
	for _, track := range way.Tracks {
		names += ", " + linksVariable(number, track.Rel)
	}
	return names
}

// linksVariable names the list of the relationships of a type that a search finds.
func linksVariable(number int, of model.RelType) string {
	return "l" + strconv.Itoa(number) + "t" + strconv.Itoa(int(of))
}

// gathered writes what gathers the relationships (r) with the names of their types (t): a list for each type, and one of
// what Go is to know of all of them: for each type the ids of the relationships, of their starts and of their ends.
// Three lists of texts are sooner read than a list for each relationship.
func (r *renderer) gathered(number int, way plan.Way) {
	r.line()
	r.write("WITH ")
	for i, track := range way.Tracks {
		r.comma(i)
		r.write("collect(CASE t WHEN '", track.Rel.String(), "' THEN r END) AS ", linksVariable(number, track.Rel))
	}
	r.line()
	r.write("RETURN ")
	for _, track := range way.Tracks {
		r.write(linksVariable(number, track.Rel), ", ")
	}
	r.write("[")
	for i, track := range way.Tracks {
		list, id := linksVariable(number, track.Rel), columns[model.ID][plan.Whole]
		r.comma(i)
		r.write("[r IN ", list, " | r.", id, "], [r IN ", list, " | startNode(r).", id, "], [r IN ", list, " | endNode(r).", id, "]")
	}
	r.write("] AS links")
}

func (r *renderer) comma(i int) {
	if i > 0 {
		r.write(", ")
	}
}

// told writes the names of what Go is to know of each finding, in the columns before those of the row.
func (r *renderer) told(findings []plan.Finding) {
	for i := range findings {
		if i > 0 {
			r.write(", ")
		}
		r.variable('w', i+1)
	}
}

// found writes what leads to the rows of a list that were found, and returns the conditions that are part of it.
func (r *renderer) found(s scope, from plan.From) []func() {
	r.line()
	if from.Kind == plan.Lookup {
		r.write("UNWIND ")
		r.variable('f', from.Finding)
		r.write(" AS ")
		r.entity(s, plan.OfNode)
		r.line()
		r.write("WITH ")
		r.entity(s, plan.OfNode)
		if model.Nodes&^from.Labels == 0 {
			from.Labels = model.AllLabels // since no search finds a conflict
		}
		return r.kindConditions(s, from)
	}
	r.write("UNWIND ", linksVariable(from.Finding, from.Rel), " AS ")
	r.entity(s, plan.OfRelationship)
	r.line()
	r.write("WITH ")
	r.entity(s, plan.OfRelationship)
	r.write([...]string{plan.Outgoing: ", endNode(", plan.Incoming: ", startNode("}[from.Direction])
	r.entity(s, plan.OfRelationship)
	r.write(") AS ")
	r.entity(s, plan.OfNode)
	return nil
}

// kindConditions returns the conditions on the labels of nodes that were looked up.
func (r *renderer) kindConditions(s scope, from plan.From) []func() {
	var conditions []func()
	if from.Labels != model.AllLabels {
		conditions = append(conditions, func() { r.hasLabel(s, from.Labels) })
	}
	if from.Marker != model.NoMarker {
		conditions = append(conditions, func() {
			r.entity(s, plan.OfNode)
			r.write(":", from.Marker.String())
		})
	}
	return conditions
}
