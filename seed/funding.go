package seed

import (
	"fmt"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

var investmentsFile = file{
	name:    "investments.csv",
	columns: []string{"round_id", "investor_id", "is_lead", "amount", "currency", "source_id"},
	checked: func(k *known, _ func(int, int, string, bool)) { k.warnOfEmptyEntries() },
}.ofRelationships(readInvestment, keepInvestment, "round_id", "investor_id")

func keepInvestment(k *known, r *row, id string) {
	if roundID := r.value("round_id"); k.roundFacts[roundID].kind != singleRound {
		roundID = strings.Clone(roundID)
		k.listed[roundID] = append(k.listed[roundID], id)
	}
}

func readInvestment(k *known, r *row) model.Relationship {
	roundID, investor := r.reference("round_id", k.rounds), r.reference("investor_id", k.investors)
	p := model.Properties{model.ID: "investment:" + roundID + "/" + investor}
	r.boolean(p, model.Lead, "is_lead")
	r.money(p, model.Share, "amount", "currency")
	r.source(p, k)
	of := k.roundFacts[roundID]
	if of.kind == singleRound {
		p[model.RoundID] = "round:" + roundID
	}
	if of.date.Precision != 0 {
		p[model.AnnouncedOn] = of.date
	}
	from := k.investorID(investor)
	if from == of.firm {
		r.problem("investor_id", "%s is the firm that raised the round (expected another investor)", quoted(investor))
	}
	return model.Relationship{Type: model.InvestedIn, From: from, To: of.firm, Properties: p}
}

var commitmentsFile = file{
	name:    "commitments.csv",
	columns: []string{"investor_id", "fund_id", "amount", "currency", "year", "source_id"},
}.ofRelationships(readCommitment, keepCommitment, "investor_id", "fund_id", "year")

func keepCommitment(k *known, r *row, id string) {
	of := r.value("investor_id") + "/" + r.value("fund_id")
	k.commitmentIDs[of] = append(k.commitmentIDs[of], id)
}

func readCommitment(k *known, r *row) model.Relationship {
	investor, fund := r.reference("investor_id", k.investors), r.reference("fund_id", k.investors)
	if kind, ok := k.kinds[fund]; ok && !model.Funds.Has(kind) {
		r.problem("fund_id", "%s is not a fund (expected an investor of kind VC_FUND or STATE_FUND)", quoted(fund))
	}
	if fund != "" && fund == investor {
		r.problem("fund_id", "%s cannot commit to itself (expected another fund)", quoted(fund))
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
