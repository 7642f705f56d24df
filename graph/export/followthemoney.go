package export

import (
	"io"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/export/ftm"
	"github.com/stakegraph/stakegraph/graph/model"
)

// followTheMoney writes the model's facts as entities of FollowTheMoney, https://followthemoney.tech/explorer/, one in
// each line. Facts without an equivalent entity are left out: sectors, batches, subsidies and conflicts, and the
// relationships that lead to them.
type followTheMoney struct {
	output
	others *index // other investors, which can be persons and therefore cannot have directors
	times  times
	first  bool // whether the entity has no property yet
	err    error
}

func newFollowTheMoney(w io.Writer) *followTheMoney {
	return &followTheMoney{output: newOutput(w), others: newIndex(0), times: newTimes()}
}

// ftmSchemata has the schema of each label that has one.
var ftmSchemata = map[model.Label]string{
	model.Firm: "Company", model.Person: "Person", model.VCFund: "Organization", model.StateFund: "PublicBody",
	model.OtherInvestor: "LegalEntity", model.Round: "Event", model.Programme: "Project", model.Source: "Article",
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
	f.times.note(n)
	f.begin(n.ID(), schema)
	f.texts("title", p[model.Title])
	f.texts("publisher", p[model.Publisher])
	f.texts("name", p[model.Name], p[model.NameZh])
	if list, ok := p[model.Aliases].([]string); ok {
		f.property("alias", list...)
	}
	f.place(p)
	f.web("website", p[model.Website])
	f.web("sourceUrl", p[model.URL])
	f.date("publishedAt", p[model.PublishedOn])
	if n.Label.Set()&model.Organisations != 0 {
		f.date("incorporationDate", p[model.FoundedYear])
	}
	switch n.Label {
	case model.Round:
		f.date("date", p[model.AnnouncedOn])
		f.money(p[model.AmountRaised])
	case model.Programme:
		f.date("startDate", p[model.StartedYear])
		f.texts("summary", p[model.Authority])
	}
	return f.end(p)
}

// Relationship writes a separate entity, since only entities have a time, an amount and a source.
func (f *followTheMoney) Relationship(r model.Relationship) error {
	if f.err != nil {
		return f.err
	}
	p := r.Properties
	switch r.Type {
	case model.InvestedIn:
		f.link(r, "Ownership", "owner", "asset")
		if p[model.Lead] == true {
			f.property("role", "lead investor")
		}
		if m, ok := p[model.Share].(model.Money); ok {
			f.property("sharesValue", model.FormatAmount(m.Amount))
			f.property("sharesCurrency", m.Currency)
		}
		f.date("startDate", p[model.AnnouncedOn])
		f.texts("recordId", p[model.RoundID])
	case model.CommittedTo:
		f.link(r, "UnknownLink", "subject", "object")
		f.property("role", "limited partner")
		f.money(p[model.AmountRaised])
		f.date("startDate", p[model.Year])
	case model.HasRole:
		if _, toOther := f.others.number(r.To); toOther {
			f.link(r, "UnknownLink", "subject", "object")
		} else {
			f.link(r, "Directorship", "director", "organization")
		}
		f.roles(p)
		f.date("startDate", p[model.From])
		f.date("endDate", p[model.To])
	case model.Designated:
		f.link(r, "ProjectParticipant", "project", "participant")
		f.property("role", "designated")
		f.date("startDate", p[model.Year])
		if last := f.times.endOf(r); last != 0 {
			f.property("endDate", string(appendDay(nil, last)))
		}
	case model.Raised:
		f.link(r, "UnknownLink", "subject", "object")
		f.property("role", "raised")
		if d := f.times.startOf(r); d.Precision != 0 {
			f.date("startDate", d)
		}
	default:
		return nil
	}
	return f.end(p)
}

// link starts the entity of a relationship.
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
	if p[model.IsFounder] == true && !slices.Contains(roles, "Founder") {
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
	f.bytes = appendJSONList(f.bytes, mendAll(values))
}

// texts writes the values that are texts.
func (f *followTheMoney) texts(name string, values ...any) {
	var texts []string
	for _, v := range values {
		if s, ok := v.(string); ok {
			texts = append(texts, s)
		}
	}
	f.property(name, texts...)
}

// end writes the sources of the fact, and ends its entity.
func (f *followTheMoney) end(p model.Properties) error {
	sources, _ := p[model.Sources].([]string)
	ids := make([]string, len(sources))
	for i, s := range sources {
		ids[i] = ftm.ID(s)
	}
	f.property("proof", ids...)
	f.add("}}\n")
	f.err = f.sent()
	return f.err
}

// date writes a partial date, with the same precision as in the model, or a year.
func (f *followTheMoney) date(name string, v any) {
	if year, ok := v.(int64); ok {
		if d, err := model.YearDate(year); err == nil {
			v = d
		}
	}
	if d, ok := v.(model.PartialDate); ok {
		f.property(name, d.String())
	}
}

func (f *followTheMoney) money(v any) {
	if m, ok := v.(model.Money); ok {
		f.property("summary", m.Currency+" "+model.FormatAmount(m.Amount))
	}
}

// web writes a web address. FollowTheMoney requires a scheme, so http:// is added if it is missing.
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

func (f *followTheMoney) Close() error {
	if f.err == nil {
		f.err = f.flush()
	}
	return f.err
}

// place writes the ISO 3166 code of the country, if its English name is known, and the whole address as text.
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
