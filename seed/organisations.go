package seed

import (
	"slices"

	"stakegraph/graph/model"
	"stakegraph/graph/store"
)

var sourcesFile = file{
	name:    "sources.csv",
	columns: []string{"id", "title", "publisher", "url", "published_on"},
	check: func(k *known, r *row) {
		readSource(r)
		k.sources.add(r, r.value("id"), "id")
	},
	write: func(_ *known, r *row, w store.Writer) error {
		return w.Node(model.Node{Label: model.Source, Properties: readSource(r)})
	},
}

func readSource(r *row) model.Properties {
	p := model.Properties{model.ID: "source:" + r.id()}
	r.requiredText(p, model.Title, "title")
	r.text(p, model.Publisher, "publisher")
	r.text(p, model.URL, "url")
	r.date(p, model.PublishedOn, "published_on")
	return p
}

var firmsFile = file{
	name: "firms.csv",
	columns: []string{
		"id", "name", "name_zh", "city", "province", "country", "founded_year", "website", "unicorn_since",
		"valuation_usd", "listing", "source_ids",
	},
	check: func(k *known, r *row) {
		readFirm(k, r)
		k.firms.add(r, r.value("id"), "id")
	},
	write: func(k *known, r *row, w store.Writer) error {
		n := model.Node{Label: model.Firm, Properties: readFirm(k, r)}
		if twin, ok := k.twins[r.value("id")]; ok {
			n.Investor = true
			join(n.Properties, twin)
		}
		return w.Node(n)
	},
}

func readFirm(k *known, r *row) model.Properties {
	p := model.Properties{model.ID: "firm:" + r.id()}
	readOrganisation(k, r, p)
	r.text(p, model.Province, "province")
	r.text(p, model.Website, "website")
	r.date(p, model.UnicornSince, "unicorn_since")
	if n, ok := r.amount("valuation_usd"); ok {
		p[model.ValuationUSD] = n
	}
	r.text(p, model.Listing, "listing")
	return p
}

// readOrganisation reads the columns that firms and investors share.
func readOrganisation(k *known, r *row, p model.Properties) {
	r.requiredText(p, model.Name, "name")
	r.text(p, model.NameZh, "name_zh")
	r.text(p, model.City, "city")
	r.text(p, model.Country, "country")
	r.yearOf(p, model.FoundedYear, "founded_year")
	r.sources(p, k)
}

// join gives a firm what investors.csv says of the same company. The firm's own values stand, its investor's fill in
// what it lacks, another name becomes an alias, and the sources of both are kept.
func join(firm, investor model.Properties) {
	var aliases []string
	for _, name := range []model.Property{model.Name, model.NameZh} {
		own, other := firm[name], investor[name]
		if text, ok := other.(string); ok && own != nil && own != other && !slices.Contains(aliases, text) {
			aliases = append(aliases, text)
		}
	}
	if aliases != nil {
		firm[model.Aliases] = aliases
	}
	sources := slices.Clone(firm[model.Sources].([]string))
	for _, id := range investor[model.Sources].([]string) {
		if !slices.Contains(sources, id) {
			sources = append(sources, id)
		}
	}
	firm[model.Sources] = sources
	for property, value := range investor {
		if _, ok := firm[property]; !ok {
			firm[property] = value
		}
	}
}

// investorKinds are the kinds of investors.csv. A corporate investor is a firm.
var investorKinds = map[string]model.Label{
	"VC_FUND": model.VCFund, "STATE_FUND": model.StateFund, "CORPORATE": model.Firm, "OTHER": model.OtherInvestor,
}

var investorsFile = file{
	name: "investors.csv",
	columns: []string{
		"id", "name", "name_zh", "kind", "city", "country", "founded_year", "level", "size_amount", "size_currency",
		"source_ids",
	},
	check: checkInvestor,
	write: func(k *known, r *row, w store.Writer) error {
		if _, twin := k.twins[r.value("id")]; twin {
			return nil // written with the firm
		}
		label, p := readInvestor(k, r)
		return w.Node(model.Node{Label: label, Investor: true, Properties: p})
	},
}

func checkInvestor(k *known, r *row) {
	_, p := readInvestor(k, r)
	id := r.value("id")
	label, ok := investorKinds[r.value("kind")]
	twin := k.firms.has(id)
	if ok && twin && label != model.Firm {
		r.problem("kind", "%s, but firms.csv has a firm with the id %s (expected CORPORATE for the same company, or another id)",
			quoted(r.value("kind")), quoted(id))
	}
	id, added := k.investors.add(r, id, "id")
	if !added {
		return
	}
	if ok {
		k.kinds[id] = label
	}
	if twin {
		k.twins[id] = p
	}
}

func readInvestor(k *known, r *row) (model.Label, model.Properties) {
	p := model.Properties{model.ID: "investor:" + r.id()}
	readOrganisation(k, r, p)
	r.money(p, model.Size, "size_amount", "size_currency")
	kind := r.required("kind")
	label, ok := investorKinds[kind]
	if !ok {
		r.problem("kind", "%s is not a kind of investor (expected VC_FUND, STATE_FUND, CORPORATE or OTHER)", quoted(kind))
	}
	// Some public bodies that are no funds have a level as well; it is checked but has no place in the model.
	level, given := r.enum(model.Level, "level", "level of government")
	switch {
	case given && label == model.StateFund:
		p[model.Level] = level
	case given && (label == model.VCFund || label == model.Firm && ok):
		r.problem("level", "%s on an investor of the kind %s (expected nothing: levels are for state funds)",
			quoted(r.value("level")), kind)
	}
	return label, p
}

// investorID returns the global id of an investor, which is a firm's where the two are one company.
func (k *known) investorID(id string) string {
	if _, twin := k.twins[id]; twin {
		return "firm:" + id
	}
	return "investor:" + id
}
