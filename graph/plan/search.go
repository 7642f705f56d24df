package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Search finds the nodes with some labels whose names resemble a text.
type Search struct {
	Text   string
	Labels model.LabelSet
	Prefix bool // the last word of Text may be incomplete
	First  int  // maximum number of nodes
}

// Most returns the maximum number of nodes in the result.
func (s *Search) Most() int { return s.First }

// String prints the InitPlan in one line.
func (s *Search) String() string {
	beginning := when(s.Prefix, " or what begins so")
	return fmt.Sprintf("search %s %s%s, first %d", labelNames(s.Labels), literal(s.Text), beginning, s.First)
}

// Match finds the nodes that match the rows of a table.
type Match struct {
	Rows      []MatchRow
	Threshold float64 // minimum score of an accepted candidate
	First     int     // maximum number of nodes for each row
}

// MatchRow is one row of the table. Empty, nil and 0 mean that the row has no such value.
type MatchRow struct {
	Name        string
	Labels      model.LabelSet
	City        string
	Sector      string
	FoundedYear int64
}

// Most returns the maximum number of nodes in the result.
func (m *Match) Most() int { return m.First * len(m.Rows) }

// String prints the match in one line.
func (m *Match) String() string {
	rows := make([]string, len(m.Rows))
	for i, r := range m.Rows {
		rows[i] = literal(r.Name) + when(r.Labels != 0, " as "+labelNames(r.Labels)) + when(r.City != "", " in "+literal(r.City)) +
			when(r.Sector != "", " of "+literal(r.Sector)) + when(r.FoundedYear != 0, fmt.Sprintf(" since %d", r.FoundedYear))
	}
	return fmt.Sprintf("match %s, from %g, first %d each", strings.Join(rows, "; "), m.Threshold, m.First)
}

// Hits is the result of a Search, as one list, or of a Match, with one list for each of its rows. The best hits are
// first.
type Hits [][]Hit

// Hit is a candidate node.
type Hit struct {
	ID       string
	Score    float64        // from 0 to 1
	Name     string         // the name that fits best
	Property model.Property // the property of that name
	How      string         // the kind of resemblance
	Accepted bool           // of a Match: this is the match
	Reasons  []Reason       // of a Match
}

// Reason is one component of a score.
type Reason struct {
	Of    string
	Score float64 // from 0 to 1
	Value string  // the value in the graph, as text; "" if it has none
}

// NodeIDs returns the ids of the nodes, each once.
func (h Hits) NodeIDs() []string {
	var ids []string
	for _, row := range h {
		for _, hit := range row {
			ids = append(ids, hit.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// RelationshipIDs returns nil.
func (Hits) RelationshipIDs(model.RelType) []string { return nil }
