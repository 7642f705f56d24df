package export

import "github.com/stakegraph/stakegraph/graph/export/ftm"

import (
	"io"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// followTheMoney writes the model's facts as entities of FollowTheMoney, https://followthemoney.tech/explorer/: one to a
// line, each whole. What that model has no place for as an entity is left out: sectors, batches, subsidies and
// conflicts, and the relationships that lead to them.
type followTheMoney struct {
	output
	others *index           // investors that may be a person, which no one can be a director of
	starts starts           // of rounds
	valid  map[string]int64 // for how many years a programme's designations are valid
	first  bool             // property of the entity is still to come
	err    error
}

func newFollowTheMoney(w io.Writer) *followTheMoney {
	return &followTheMoney{output: newOutput(w), others: newIndex(0), starts: newStarts(), valid: map[string]int64{}}
}

// ftmSchemata holds the schema of each label that has one.
var ftmSchemata = map[model.Label]string{
	model.Firm: "Company", model.Person: "Person", model.VCFund: "Organization", model.StateFund: "PublicBody",
	model.OtherInvestor: "LegalEntity", model.Round: "Event", model.Programme: "Project", model.Source: "Article",
}

// ftmTexts holds the properties that are texts there too.
var ftmTexts = []struct {
	property model.Property
	name     string
}{
	{model.Name, "name"},
	{model.NameZh, "name"},
	{model.Title, "title"},
	{model.Publisher, "publisher"},
}

func (f *followTheMoney) Node(n model.Node) error {
	schema, has := ftmSchemata[n.Label]
	if f.err != nil || !has {
		return f.err
	}
	p := n.Properties
	if n.Label == model.OtherInvestor {
		f.others.add(n.ID())
	}
	if n.Label == model.Round {
		if d, known := beginning(p); known {
			f.starts.add(n.ID(), d)
		}
	}
	if years, ok := p[model.ValidityYears].(int64); ok {
		f.valid[n.ID()] = years
	}
	f.begin(n.ID(), schema)
	var names []string
	for _, t := range ftmTexts {
		s, ok := p[t.property].(string)
		switch {
		case !ok:
		case t.name == "name":
			names = append(names, s)
		default:
			f.property(t.name, s)
		}
	}
	f.property("name", names...)
	if list, ok := p[model.Aliases].([]string); ok {
		f.property("alias", list...)
	}
	f.place(p)
	f.web("website", p[model.Website])
	f.web("sourceUrl", p[model.URL])
	f.date("publishedAt", p[model.PublishedOn])
	if year, ok := p[model.FoundedYear].(int64); ok && n.Label.Set()&model.Organisations != 0 {
		f.year("incorporationDate", year)
	}
	switch n.Label {
	case model.Round:
		f.date("date", p[model.AnnouncedOn])
		if m, ok := p[model.AmountRaised].(model.Money); ok {
			f.property("summary", m.Currency+" "+model.FormatAmount(m.Amount))
		}
	case model.Programme:
		if year, ok := p[model.StartedYear].(int64); ok {
			f.year("startDate", year)
		}
		if s, ok := p[model.Authority].(string); ok {
			f.property("summary", s)
		}
	}
	f.proof(p)
	f.err = f.end()
	return f.err
}

// Relationship writes an entity of its own, since that is how these have a time, an amount and a source.
func (f *followTheMoney) Relationship(r model.Relationship) error {
	if f.err != nil {
		return f.err
	}
	p := r.Properties
	_, toOther := f.others.number(r.To)
	switch {
	case r.Type == model.InvestedIn:
		f.link(r, "Ownership", "owner", "asset")
		if lead, ok := p[model.Lead].(bool); ok && lead {
			f.property("role", "lead investor")
		}
		if m, ok := p[model.Share].(model.Money); ok {
			f.property("sharesValue", model.FormatAmount(m.Amount))
			f.property("sharesCurrency", m.Currency)
		}
		f.date("startDate", p[model.AnnouncedOn])
		if round, ok := p[model.RoundID].(string); ok {
			f.property("recordId", round)
		}
	case r.Type == model.CommittedTo:
		f.link(r, "UnknownLink", "subject", "object")
		f.property("role", "limited partner")
		if m, ok := p[model.AmountRaised].(model.Money); ok {
			f.property("summary", m.Currency+" "+model.FormatAmount(m.Amount))
		}
		f.startYear(p)
	case r.Type == model.HasRole:
		if toOther {
			f.link(r, "UnknownLink", "subject", "object")
		} else {
			f.link(r, "Directorship", "director", "organization")
		}
		f.roles(p)
		f.date("startDate", p[model.From])
		f.date("endDate", p[model.To])
	case r.Type == model.Designated:
		f.link(r, "ProjectParticipant", "project", "participant")
		f.property("role", "designated")
		f.startYear(p)
		if last := endOf(r, f.valid); last != 0 {
			f.property("endDate", string(appendDay(nil, last)))
		}
	case r.Type == model.Raised:
		f.link(r, "UnknownLink", "subject", "object")
		f.property("role", "raised")
		if d := f.starts.of(r); d.Precision != 0 {
			f.date("startDate", d)
		}
	default:
		return nil
	}
	f.proof(p)
	f.err = f.end()
	return f.err
}

// link begins the entity of a relationship.
func (f *followTheMoney) link(r model.Relationship, schema, from, to string) {
	f.begin(r.ID(), schema)
	f.property(from, ftm.ID(r.From))
	f.property(to, ftm.ID(r.To))
}

func (f *followTheMoney) roles(p model.Properties) {
	var roles []string
	if s, ok := p[model.Title].(string); ok {
		roles = append(roles, s)
	}
	if founder, ok := p[model.IsFounder].(bool); ok && founder && !slices.Contains(roles, "Founder") {
		roles = append(roles, "Founder")
	}
	f.property("role", roles...)
}

func (f *followTheMoney) begin(id, schema string) {
	f.first = true
	f.bytes = appendJSON(append(f.bytes, `{"id":`...), ftm.ID(id))
	f.add(`,"schema":"`, schema, `","properties":{`)
}

func (f *followTheMoney) property(name string, values ...string) {
	if len(values) == 0 {
		return
	}
	if !f.first {
		f.add(",")
	}
	f.first = false
	f.add(`"`, name, `":`)
	for i, s := range values {
		if mended := mend(s); mended != s {
			values = slices.Clone(values)
			values[i] = mended
		}
	}
	f.bytes = appendJSONList(f.bytes, values)
}

func (f *followTheMoney) end() error {
	f.add("}}\n")
	return f.sent()
}

func (f *followTheMoney) date(name string, v any) {
	if d, ok := v.(model.PartialDate); ok {
		f.property(name, d.String()) // dates there are as partial as the model's
	}
}

func (f *followTheMoney) year(name string, year int64) {
	if d, err := model.YearDate(year); err == nil {
		f.property(name, d.String())
	}
}

func (f *followTheMoney) startYear(p model.Properties) {
	if year, ok := p[model.Year].(int64); ok {
		f.year("startDate", year)
	}
}

// web writes an address, which must have a scheme there.
func (f *followTheMoney) web(name string, v any) {
	s, ok := v.(string)
	if !ok {
		return
	}
	if !strings.Contains(s, "://") {
		s = "http://" + s
	}
	f.property(name, s)
}

// proof names the sources that state the fact.
func (f *followTheMoney) proof(p model.Properties) {
	sources, _ := p[model.Sources].([]string)
	ids := make([]string, len(sources))
	for i, s := range sources {
		ids[i] = ftm.ID(s)
	}
	f.property("proof", ids...)
}

func (f *followTheMoney) Close() error {
	if f.err == nil {
		f.err = f.flush()
	}
	return f.err
}

// place writes the country by its ISO 3166 code, as far as its English name tells it, and all that is known as an
// address.
func (f *followTheMoney) place(p model.Properties) {
	var parts []string
	for _, property := range []model.Property{model.City, model.Province, model.Country} {
		if s, ok := p[property].(string); ok && (len(parts) == 0 || parts[len(parts)-1] != s) {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		return
	}
	f.property("address", strings.Join(parts, ", "))
	country, _ := p[model.Country].(string)
	if code, known := ftm.Country(country); known {
		f.property("country", code)
	}
}
