package seed

import (
	"github.com/stakegraph/stakegraph/graph/model"
)

var sourcesFile = file{
	name:    "sources.csv",
	columns: []string{"id", "title", "publisher", "url", "published_on"},
}.ofNodes(model.Source, readSource)

func readSource(_ *known, r *row) model.Properties {
	p := model.Properties{model.ID: "source:" + r.id()}
	r.requiredText(p, model.Title, "title")
	r.text(p, model.Publisher, "publisher")
	r.url(p, model.URL, "url")
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
		if id, added := k.firms.add(r, r.value("id"), "id"); added {
			k.named(r, id)
		}
	},
	write: writeFirm,
}

func readFirm(k *known, r *row) model.Properties {
	p := model.Properties{model.ID: "firm:" + r.id()}
	readOrganisation(k, r, p)
	r.text(p, model.Province, "province")
	r.url(p, model.Website, "website")
	r.date(p, model.UnicornSince, "unicorn_since")
	if n, ok := r.amount("valuation_usd"); ok {
		p[model.ValuationUSD] = n
	}
	r.text(p, model.Listing, "listing")
	return p
}

// readOrganisation reads the columns that firms and investors have in common.
func readOrganisation(k *known, r *row, p model.Properties) {
	r.requiredText(p, model.Name, "name")
	r.text(p, model.NameZh, "name_zh")
	r.text(p, model.City, "city")
	r.text(p, model.Country, "country")
	r.yearOf(p, model.FoundedYear, "founded_year")
	r.sources(p, k)
}

// investorKinds maps the kinds of investors.csv to labels. A corporate investor is a firm.
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
	write: writeInvestor,
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
	if level := r.value("level"); ok && label == model.OtherInvestor && level != "" && !r.rejected {
		k.warn(r, "level", "%s is ignored for an investor of kind OTHER (leave it empty, or set kind STATE_FUND for a "+
			"state fund)", quoted(level))
	}
	switch {
	case twin:
		k.twins[id] = p
	case ok && label == model.Firm:
		k.warnOfNames(r)
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
	// A public body that is not a fund also has a level of government, for which the model has no property. checkInvestor
	// warns of it.
	level, given := r.enum(model.Level, "level", "level of government")
	switch {
	case given && label == model.StateFund:
		p[model.Level] = level
	case given && (label == model.VCFund || label == model.Firm && ok):
		r.problem("level", "%s is not allowed for an investor of kind %s (expected empty: only state funds have a level)",
			quoted(r.value("level")), kind)
	}
	return label, p
}
