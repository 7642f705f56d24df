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
	// MaxHits is how many nodes a search, or a row of a match, finds at most.
	MaxHits = 50
	// MaxRows is how many rows the matches of an operation have at most.
	MaxRows = 200
)

// searchKinds are the values of SearchKind.
var searchKinds = map[string]model.Label{
	"FIRM": model.Firm, "PERSON": model.Person, "VC_FUND": model.VCFund, "STATE_FUND": model.StateFund,
	"OTHER_INVESTOR": model.OtherInvestor, "SECTOR": model.Sector, "PROGRAMME": model.Programme, "SOURCE": model.Source,
}

func (p finder) search(at place, f collected) response.Value {
	finding, err := searchFor(p, f, finder.searched)
	if err != nil {
		return p.failed(at, f.key, f.field.Position, err)
	}
	return p.hits(at, f, p.finding(finding), finding.Labels)
}

func (p finder) searched(arguments map[string]any) (s *plan.Search, err error) {
	s = &plan.Search{Labels: search.Kinds}
	s.Text, _ = arguments["text"].(string)
	if err := checkName("text", s.Text); err != nil {
		return nil, err
	}
	if kinds, given := arguments["kinds"].([]any); given {
		if len(kinds) == 0 {
			return nil, input.Wrong("kinds", "the list is empty: name at least one kind, or leave `kinds` out to search all of them")
		}
		s.Labels = 0
		for _, kind := range kinds {
			name, _ := kind.(string)
			s.Labels |= searchKinds[name].Set()
		}
	}
	s.Prefix, _ = arguments["prefix"].(bool)
	s.First, err = firstHits(arguments["first"], 10)
	return s, err
}

// checkName holds a text that is compared with names to its limit.
func checkName(name, text string) error {
	if len(text) > search.MostText {
		return input.Wrong(name, "the text has %d bytes, and at most %d are allowed: shorten it", len(text), search.MostText)
	}
	return nil
}

func firstHits(value any, otherwise int) (int, error) {
	first, given := value.(int64)
	switch {
	case !given:
		return otherwise, nil
	case first < 1 || first > MaxHits:
		return 0, input.Beyond("first", first, 1, MaxHits)
	}
	return int(first), nil
}

func (p finder) match(at place, f collected) response.Value {
	finding, err := searchFor(p, f, finder.matched)
	if err != nil {
		return p.failed(at, f.key, f.field.Position, err)
	}
	number := p.finding(finding)
	within := at
	within.path = at.at(f.key)
	return response.Asked{Finding: number - 1, Value: p.object(within, "MatchedRow", f.selections, func(m collected) response.Value {
		if m.field.Name == "row" {
			return response.AskedRow
		}
		return p.hits(within, m, number, search.Kinds)
	})}
}

func (p finder) matched(arguments map[string]any) (m *plan.Match, err error) {
	rows, _ := arguments["rows"].([]any)
	if p.rows += len(rows); p.rows > MaxRows {
		return nil, input.Wrong("rows", "%d rows are given, and all matches of an operation may have at most %d together: send the rows "+
			"in several requests", p.rows, MaxRows)
	}
	m = &plan.Match{Rows: make([]plan.MatchRow, len(rows)), Threshold: match.DefaultThreshold}
	for i, row := range rows {
		given, _ := row.(input.Object)
		if m.Rows[i], err = matchRow(fmt.Sprintf("rows[%d]", i), given); err != nil {
			return nil, err
		}
	}
	if threshold, given := arguments["threshold"].(float64); given {
		if threshold < 0 || threshold > 1 {
			return nil, input.Beyond("threshold", threshold, 0, 1)
		}
		m.Threshold = threshold
	}
	m.First, err = firstHits(arguments["first"], 5)
	return m, err
}

func matchRow(name string, given input.Object) (plan.MatchRow, error) {
	var row plan.MatchRow
	for _, e := range given {
		text, isText := e.Value.(string)
		if isText {
			if err := checkName(name+"."+e.Name, text); err != nil {
				return row, err
			}
		}
		switch e.Name {
		case "name":
			row.Name = text
		case "kind":
			if isText {
				row.Labels = searchKinds[text].Set()
			}
		case "city":
			row.City = text
		case "sector":
			row.Sector = text
		case "foundedYear":
			row.FoundedYear, _ = e.Value.(int64)
		}
	}
	return row, nil
}

// hits plans the nodes of a finding, and what is asked of each beside.
func (p finder) hits(at place, f collected, number int, labels model.LabelSet) response.Value {
	place, list := at.row.List(plan.List{
		From:  plan.From{Kind: plan.Lookup, Labels: labels, Finding: number},
		Order: []plan.Sort{{Column: plan.Column{Property: model.ID}}},
		Limit: plan.Unlimited,
	})
	if err := p.Meter.Part(at.depth + 1); err != nil {
		return p.failed(at, f.key, f.field.Position, err)
	}
	hits := response.Hits{Finding: number - 1, At: place, IDAt: list.Row.Column(plan.Column{Property: model.ID})}
	under := at.under(f.key, &list.Row, labels)
	typeName := f.field.Definition.Type.Name()
	hits.Value = p.object(under, typeName, f.selections, func(m collected) response.Value {
		switch m.field.Name {
		case "node":
			inner := under
			inner.path = under.at(m.key)
			return p.node(inner, "Node", m.selections)
		case "matched":
			return p.object(under, "NameMatch", m.selections, ofHit)
		case "reasons":
			return response.Reasons{Value: p.object(under, "MatchReason", m.selections, ofReason)}
		}
		return ofHit(m)
	})
	return hits
}

func ofHit(m collected) response.Value {
	return map[string]response.OfHit{
		"score": response.HitScore, "match": response.HitAccepted,
		"name": response.HitName, "property": response.HitProperty, "how": response.HitHow,
	}[m.field.Name]
}

func ofReason(m collected) response.Value {
	return map[string]response.OfHit{
		"of": response.ReasonOf, "score": response.ReasonScore, "value": response.ReasonValue,
	}[m.field.Name]
}
