package seed

import (
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

var peopleFile = file{
	name:    "people.csv",
	columns: []string{"id", "name", "name_zh", "source_ids"},
}.ofNodes(model.Person, readPerson)

func readPerson(k *known, r *row) model.Properties {
	p := model.Properties{model.ID: "person:" + r.id()}
	r.requiredText(p, model.Name, "name")
	r.text(p, model.NameZh, "name_zh")
	r.sources(p, k)
	return p
}

var rolesFile = file{
	name: "roles.csv",
	columns: []string{
		"person_id", "org_id", "org_kind", "title", "is_founder", "from_year", "to_year", "source_id",
	},
	// A company that is both a firm and an investor is one organisation, so a role at both is a duplicate.
	check: func(k *known, r *row) {
		role, org := readRole(k, r)
		k.roles.add(r, role.ID(), []string{"person_id", "org_id", "org_kind", "title"}, org, r.value("title"))
	},
	write: func(k *known, r *row, w *target) error {
		role, org := readRole(k, r)
		role.Properties[model.ID] = k.roles.id(role.ID(), org, r.value("title"))
		return w.Relationship(role)
	},
}

// readRole returns the role, with an id that variants may number, and the id of the organisation in the files.
func readRole(k *known, r *row) (role model.Relationship, inFiles string) {
	person := r.reference("person_id", k.people)
	org, to := r.value("org_id"), ""
	switch kind := r.required("org_kind"); kind {
	case "FIRM":
		to = "firm:" + r.reference("org_id", k.firms)
		inFiles = to
	case "INVESTOR":
		id := r.reference("org_id", k.investors)
		to, inFiles = k.investorID(id), k.investorInFiles(id)
	default:
		r.problem("org_kind", "%s is not a kind of organisation (expected FIRM or INVESTOR)", quoted(kind))
		r.required("org_id")
	}
	p := model.Properties{model.ID: strings.Join([]string{"role:" + person, org, slug(r.value("title"))}, "/")}
	r.requiredText(p, model.Title, "title")
	r.required("is_founder")
	r.boolean(p, model.IsFounder, "is_founder")
	from, hasFrom := r.yearDate(p, model.From, "from_year")
	until, hasUntil := r.yearDate(p, model.To, "to_year")
	if hasFrom && hasUntil && until < from {
		r.problem("to_year", "%d is before from_year, %d (expected the same year or later)", until, from)
	}
	r.source(p, k)
	return model.Relationship{Type: model.HasRole, From: "person:" + person, To: to, Properties: p}, inFiles
}

// yearDate sets a date with the precision of a year. It returns the year, and whether the column has one.
func (r *row) yearDate(p model.Properties, property model.Property, column string) (int64, bool) {
	n, ok := r.year(column)
	if !ok {
		return 0, false
	}
	date, err := model.YearDate(n)
	if err != nil {
		r.problem(column, "%v", err)
		return 0, false
	}
	p[property] = date
	return n, true
}
