package seed

import (
	"fmt"
	"strings"

	"stakegraph/graph/model"
)

// listEntry is the name of the rows of rounds.csv that stand for an entry of a list that names investors of a firm but
// no round. Their investments are facts; a round, a date and an amount are not known, and no Round is made of them.
const listEntry = "Unspecified (select investors)"

// round is what investments need of a row of rounds.csv.
type round struct {
	firm      string
	date      model.PartialDate // the zero value where it is not known
	listEntry bool
}

var roundsFile = file{
	name:    "rounds.csv",
	columns: []string{"id", "firm_id", "name", "announced_on", "date_precision", "amount", "currency", "source_id"},
	check: func(k *known, r *row) {
		_, raised := readRound(k, r)
		id, ok := k.rounds.add(r, r.value("id"), "id")
		if !ok {
			return
		}
		fact := round{firm: strings.Clone(raised.From), listEntry: r.value("name") == listEntry}
		// A date with a problem is none; the row is rejected in any case.
		fact.date, _ = model.ParsePartialDate(r.value("announced_on"))
		k.roundFacts[id] = fact
	},
	write: func(k *known, r *row, w *target) error {
		node, raised := readRound(k, r)
		if r.value("name") == listEntry {
			return nil
		}
		if err := w.Node(node); err != nil {
			return err
		}
		return w.Relationship(raised)
	},
}

func readRound(k *known, r *row) (model.Node, model.Relationship) {
	id, firm := r.id(), r.reference("firm_id", k.firms)
	p := model.Properties{model.ID: "round:" + id}
	r.requiredText(p, model.Name, "name")
	r.date(p, model.AnnouncedOn, "announced_on")
	r.precision(p)
	r.money(p, model.AmountRaised, "amount", "currency")
	r.source(p, k)
	if r.value("name") == listEntry {
		for _, column := range []string{"announced_on", "date_precision", "amount", "currency"} {
			if v := r.value(column); v != "" {
				r.problem(column, "%s on an entry of a list, which names no round (expected nothing)", quoted(v))
			}
		}
	}
	raised := model.Relationship{
		Type: model.Raised, From: "firm:" + firm, To: "round:" + id,
		Properties: model.Properties{model.ID: "raised:" + id, model.Sources: p[model.Sources]},
	}
	return model.Node{Label: model.Round, Properties: p}, raised
}

// precision notes where date_precision is not that of announced_on. The date's form says it too, so it may be missing.
func (r *row) precision(p model.Properties) {
	v := r.value("date_precision")
	if v == "" {
		return
	}
	precision, ok := map[string]model.Precision{
		"year": model.YearPrecision, "month": model.MonthPrecision, "day": model.DayPrecision,
	}[v]
	date, dated := p[model.AnnouncedOn].(model.PartialDate)
	switch {
	case !ok:
		r.problem("date_precision", "%s is not a precision (expected year, month or day"+optional+")", quoted(v))
	case r.has("announced_on"):
	case !dated:
		r.problem("date_precision", "%s of a date that is not there (expected nothing)", quoted(v))
	case date.Precision != precision:
		r.problem("date_precision", "%s does not fit the date %s (expected year for YYYY, month for YYYY-MM, day for "+
			day+")", quoted(v), date)
	}
}

var investmentsFile = file{
	name:    "investments.csv",
	columns: []string{"round_id", "investor_id", "is_lead", "amount", "currency", "source_id"},
	check: func(k *known, r *row) {
		investment := readInvestment(k, r)
		id, ok := k.investments.add(r, investment.ID(), "round_id", "investor_id")
		if roundID := r.value("round_id"); ok && k.roundFacts[roundID].listEntry {
			roundID = strings.Clone(roundID)
			k.listed[roundID] = append(k.listed[roundID], id)
		}
	},
	write: func(k *known, r *row, w *target) error { return w.Relationship(readInvestment(k, r)) },
}

func readInvestment(k *known, r *row) model.Relationship {
	roundID, investor := r.reference("round_id", k.rounds), r.reference("investor_id", k.investors)
	p := model.Properties{model.ID: "investment:" + roundID + "/" + investor}
	r.boolean(p, model.Lead, "is_lead")
	r.money(p, model.Share, "amount", "currency")
	r.source(p, k)
	of := k.roundFacts[roundID]
	if !of.listEntry {
		p[model.RoundID] = "round:" + roundID
	}
	if of.date.Precision != 0 {
		p[model.AnnouncedOn] = of.date
	}
	from := k.investorID(investor)
	if from == of.firm {
		r.problem("investor_id", "%s is the firm of the round itself (expected another investor)", quoted(investor))
	}
	return model.Relationship{Type: model.InvestedIn, From: from, To: of.firm, Properties: p}
}

var commitmentsFile = file{
	name:    "commitments.csv",
	columns: []string{"investor_id", "fund_id", "amount", "currency", "year", "source_id"},
	check: func(k *known, r *row) {
		commitment := readCommitment(k, r)
		id, ok := k.commitments.add(r, commitment.ID(), "investor_id", "fund_id", "year")
		if ok {
			of := r.value("investor_id") + "/" + r.value("fund_id")
			k.commitmentIDs[of] = append(k.commitmentIDs[of], id)
		}
	},
	write: func(k *known, r *row, w *target) error { return w.Relationship(readCommitment(k, r)) },
}

func readCommitment(k *known, r *row) model.Relationship {
	investor, fund := r.reference("investor_id", k.investors), r.reference("fund_id", k.investors)
	if kind, ok := k.kinds[fund]; ok && !model.Funds.Has(kind) {
		r.problem("fund_id", "%s is not a fund (expected an investor of the kind VC_FUND or STATE_FUND)", quoted(fund))
	}
	if fund != "" && fund == investor {
		r.problem("fund_id", "%s commits to itself (expected another fund)", quoted(fund))
	}
	id := "commitment:" + investor + "/" + fund
	p := model.Properties{}
	r.money(p, model.AmountRaised, "amount", "currency")
	if year, ok := r.year("year"); ok {
		p[model.Year] = year
		id = fmt.Sprintf("%s/%d", id, year)
	}
	p[model.ID] = id
	r.source(p, k)
	return model.Relationship{
		Type: model.CommittedTo, From: k.investorID(investor), To: k.investorID(fund), Properties: p,
	}
}
