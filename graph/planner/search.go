package planner

import (
	"fmt"

	"github.com/stakegraph/stakegraph/graph/match"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/response"
	"github.com/stakegraph/stakegraph/graph/search"
)

const (
	// MaxHits is the maximum number of nodes for a search, or for a row of a match.
	MaxHits = 50
	// MaxRows is the maximum number of rows in all matches of an operation.
	MaxRows = 200
)

func (p *planner) search(at place, f collected) response.Value {
	initPlan, err := initPlanFor(p, f, (*reading).search)
	if err != nil {
		return p.failed(at, f, err)
	}
	number := p.initPlan(initPlan)
	return response.Found{InitPlan: number, Value: p.hits(at, f, number, initPlan.Labels)}
}

// search reads the arguments of a search.
func (r *reading) search() *plan.Search {
	s := &plan.Search{Labels: search.Kinds}
	s.Text, _ = r.arguments["text"].(string)
	r.checkName("text", s.Text)
	if kinds, given := r.arguments["kinds"].([]any); given {
		if len(kinds) == 0 {
			r.fail(input.Wrong("kinds", "the list is empty: write at least one kind, or omit `kinds` to search all kinds"))
		}
		s.Labels = labelsOf(kinds)
	}
	s.Prefix, _ = r.arguments["prefix"].(bool)
	s.First = r.firstHits(10)
	return s
}

// checkName checks the length of a text that is compared with names.
func (r *reading) checkName(name, text string) {
	if len(text) > search.MostText {
		r.fail(input.Wrong(name, "the text has %d bytes; at most %d are allowed", len(text), search.MostText))
	}
}

// firstHits reads the requested number of hits.
func (r *reading) firstHits(otherwise int) int {
	if r.arguments["first"] == nil {
		return otherwise
	}
	return r.number("first", 1, MaxHits)
}

func (p *planner) match(at place, f collected) response.Value {
	initPlan, err := initPlanFor(p, f, (*reading).match)
	if err != nil {
		return p.failed(at, f, err)
	}
	number := p.initPlan(initPlan)
	within := at
	within.path = at.at(f)
	row := p.object(within, "MatchedRow", f.selections, func(m collected) response.Value {
		if m.field.Name == "row" {
			return response.OfFound(response.MatchRowNumber)
		}
		return p.hits(within, m, number, search.Kinds)
	})
	return response.Found{InitPlan: number, Value: response.FoundPart{Of: response.MatchRows, Value: row}}
}

// match reads the arguments of a match.
func (r *reading) match() *plan.Match {
	rows, _ := r.arguments["rows"].([]any)
	if r.rows += len(rows); r.rows > MaxRows {
		r.fail(input.Wrong("rows", "%d rows are given in all `match` fields of the operation; at most %d are allowed: send "+
			"several requests", r.rows, MaxRows))
		return nil
	}
	m := &plan.Match{Rows: make([]plan.MatchRow, len(rows)), Threshold: match.DefaultThreshold}
	for i, row := range rows {
		m.Rows[i] = r.matchRow(fmt.Sprintf("rows[%d]", i), objectOf(row))
	}
	if threshold, given := r.arguments["threshold"].(float64); given {
		if threshold < 0 || threshold > 1 {
			r.fail(input.Beyond("threshold", threshold, 0, 1))
		}
		m.Threshold = threshold
	}
	m.First = r.firstHits(5)
	return m
}

func (r *reading) matchRow(name string, given input.Object) (row plan.MatchRow) {
	for _, e := range given {
		text, isText := e.Value.(string)
		r.checkName(name+"."+e.Name, text)
		switch e.Name {
		case "name":
			row.Name = text
		case "kind":
			if isText {
				row.Labels = labelNamed[text].Set()
			}
		case "city":
			row.City = text
		case "sector":
			row.Sector = text
		case "foundedYear":
			row.FoundedYear, _ = e.Value.(int64)
		}
	}
	return row
}

// hits plans the nodes of an InitPlan, and the selected details of each hit.
func (p *planner) hits(at place, f collected, number int, labels model.LabelSet) response.Value {
	hits, row := at.byID(plan.From{Kind: plan.Lookup, Labels: labels, InitPlan: number}, nil)
	if err := p.Meter.Part(at.depth + 1); err != nil {
		return p.failed(at, f, err)
	}
	under := at.under(f, row, labels)
	typeName := f.field.Definition.Type.Name()
	hits.Value = p.object(under, typeName, f.selections, func(m collected) response.Value {
		switch m.field.Name {
		case "node":
			inner := under
			inner.path = under.at(m)
			return p.node(inner, "Node", m.selections)
		case "matched":
			return p.object(under, "NameMatch", m.selections, ofHit)
		case "reasons":
			return response.FoundPart{Of: response.Reasons, Value: p.object(under, "MatchReason", m.selections, ofReason)}
		}
		return ofHit(m)
	})
	return response.Hits(hits)
}

func ofHit(m collected) response.Value {
	return map[string]response.OfFound{
		"score": response.HitScore, "match": response.HitAccepted,
		"name": response.HitName, "property": response.HitProperty, "matchedBy": response.HitHow,
	}[m.field.Name]
}

func ofReason(m collected) response.Value {
	return map[string]response.OfFound{
		"aspect": response.ReasonOf, "score": response.ReasonScore, "value": response.ReasonValue,
	}[m.field.Name]
}
