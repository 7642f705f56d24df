package seed

import (
	"fmt"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

var programmesFile = file{
	name: "programmes.csv",
	columns: []string{
		"id", "name", "name_zh", "level", "authority", "started_year", "validity_years", "source_ids",
	},
}.ofNodes(model.Programme, readProgramme)

func readProgramme(k *known, r *row) model.Properties {
	p := model.Properties{model.ID: "programme:" + r.id()}
	r.requiredText(p, model.Name, "name")
	r.text(p, model.NameZh, "name_zh")
	r.text(p, model.ProgrammeLevel, "level")
	r.text(p, model.Authority, "authority")
	r.yearOf(p, model.StartedYear, "started_year")
	r.count(p, model.ValidityYears, "validity_years", 1)
	r.sources(p, k)
	return p
}

// batch has the values of a numbered row of batches.csv that conflicts need.
type batch struct {
	id     string
	review bool // the row counts the firms that passed the review of the batch, not the firms of the batch
}

var batchesFile = file{
	name:    "batches.csv",
	columns: []string{"programme_id", "batch", "year", "firms", "announced_on", "basis", "source_id"},
	check: func(k *known, r *row) {
		key := []string{"programme_id", "batch", "basis", "source_id"}
		if r.value("batch") == "" {
			key[1] = "year"
		}
		node, _ := readBatch(k, r)
		id, ok := k.batches.add(r, node.ID(), key...)
		if number, numbered := node.Properties[model.Number]; ok && numbered {
			of := fmt.Sprintf("%s/%d", r.value("programme_id"), number)
			k.batchFacts[of] = append(k.batchFacts[of], batch{id, strings.EqualFold(r.value("basis"), "REVIEW_PASSED")})
		}
	},
	write: func(k *known, r *row, w *target) error {
		node, has := readBatch(k, r)
		if err := w.Node(node); err != nil {
			return err
		}
		return w.Relationship(has)
	},
}

func readBatch(k *known, r *row) (model.Node, model.Relationship) {
	programme := r.reference("programme_id", k.programmes)
	p := model.Properties{}
	r.count(p, model.Number, "batch", 1)
	r.yearOf(p, model.Year, "year")
	r.count(p, model.Firms, "firms", 0)
	r.date(p, model.AnnouncedOn, "announced_on")
	r.required("basis")
	if basis, ok := r.enum(model.Basis, "basis", "basis"); ok {
		p[model.Basis] = basis
	}
	source := r.source(p, k)
	which, ok := p[model.Number]
	if !ok {
		which, ok = p[model.Year]
	}
	if !ok && r.value("batch") == "" && r.value("year") == "" {
		r.problem("batch", "a number or a year is required")
	}
	basis := strings.ReplaceAll(strings.ToLower(r.value("basis")), "_", "-")
	rest := fmt.Sprintf("%s/%v/%s/%s", programme, which, basis, source)
	p[model.ID] = "batch:" + rest
	return model.Node{Label: model.Batch, Properties: p}, model.Relationship{
		Type: model.HasBatch, From: "programme:" + programme, To: "batch:" + rest,
		Properties: model.Properties{model.ID: "has-batch:" + rest},
	}
}

var subsidiesFile = file{
	name:    "subsidies.csv",
	columns: []string{"programme_id", "label", "amount", "currency", "period", "source_id"},
	check: func(k *known, r *row) {
		programme, _ := readSubsidy(k, r)
		k.subsidies.add(r, subsidyID(programme, r), []string{"programme_id", "label", "period", "source_id"},
			r.value("label"), r.value("period"))
	},
	write: func(k *known, r *row, w *target) error {
		programme, p := readSubsidy(k, r)
		id := k.subsidies.id(subsidyID(programme, r), r.value("label"), r.value("period"))
		p[model.ID] = "subsidy:" + id
		if err := w.Node(model.Node{Label: model.Subsidy, Properties: p}); err != nil {
			return err
		}
		return w.Relationship(model.Relationship{
			Type: model.HasSubsidy, From: "programme:" + programme, To: "subsidy:" + id,
			Properties: model.Properties{model.ID: "has-subsidy:" + id},
		})
	},
}

func subsidyID(programme string, r *row) string {
	return programme + "/" + slug(r.value("label")) + "/" + r.value("source_id")
}

// readSubsidy returns the programme's id, and the properties of the subsidy without its id.
func readSubsidy(k *known, r *row) (string, model.Properties) {
	programme := r.reference("programme_id", k.programmes)
	p := model.Properties{}
	r.requiredText(p, model.Wording, "label")
	r.money(p, model.AmountRaised, "amount", "currency")
	r.text(p, model.Period, "period")
	r.source(p, k)
	return programme, p
}

var designationsFile = file{
	name:    "designations.csv",
	columns: []string{"firm_id", "programme_id", "batch", "year", "source_id"},
}.ofRelationships(readDesignation, nil, "firm_id", "programme_id", "batch")

func readDesignation(k *known, r *row) model.Relationship {
	firm, programme := r.reference("firm_id", k.firms), r.reference("programme_id", k.programmes)
	p := model.Properties{}
	r.count(p, model.BatchNumber, "batch", 1)
	r.yearOf(p, model.Year, "year")
	r.source(p, k)
	id := "designation:" + firm + "/" + programme
	if number, ok := p[model.BatchNumber]; ok {
		id = fmt.Sprintf("%s/%d", id, number)
	}
	p[model.ID] = id
	return model.Relationship{
		Type: model.Designated, From: "programme:" + programme, To: "firm:" + firm, Properties: p,
	}
}
