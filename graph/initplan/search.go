package initplan

import (
	"context"

	"github.com/stakegraph/stakegraph/graph/match"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/search"
)

// candidates returns the index of names in the store.
func (f *Finder) candidates(ctx context.Context, sectors bool) search.Index {
	return func(spec []search.Lookup) ([][]search.Candidate, error) {
		return searched(ctx, f, func(ctx context.Context) ([][]search.Candidate, error) {
			return f.Store.Candidates(ctx, spec, sectors)
		})
	}
}

func (f *Finder) search(ctx context.Context, s *plan.Search) (plan.Found, error) {
	hits, err := search.NewQuery(s.Text, s.Prefix).Find(s.Labels, s.First, f.candidates(ctx, false))
	if err != nil {
		return nil, err
	}
	row := make([]plan.Hit, len(hits))
	for i, hit := range hits {
		row[i] = hitOf(hit)
	}
	return plan.Hits{row}, nil
}

func (f *Finder) match(ctx context.Context, m *plan.Match) (plan.Found, error) {
	rows := rowsOf(m)
	matched, err := match.MatchAll(rows, m.Threshold, m.First, f.candidates(ctx, true))
	if err != nil {
		return nil, err
	}
	all := make(plan.Hits, len(rows))
	for i, row := range matched {
		all[i] = make([]plan.Hit, len(row))
		for j, candidate := range row {
			hit := hitOf(candidate.Hit)
			hit.Accepted = candidate.Accepted
			for _, r := range candidate.Reasons {
				hit.Reasons = append(hit.Reasons, plan.Reason{Of: r.Of.String(), Score: r.Score, Value: r.Value})
			}
			all[i][j] = hit
		}
	}
	return all, nil
}

func rowsOf(m *plan.Match) []match.Row {
	rows := make([]match.Row, len(m.Rows))
	for i, row := range m.Rows {
		rows[i] = match.Row(row)
	}
	return rows
}

func hitOf(hit search.Hit) plan.Hit {
	return plan.Hit{
		ID: hit.Node.ID(), Score: hit.Score, Name: hit.Name.Text, Property: hit.Name.Property, How: hit.How.String(),
	}
}
