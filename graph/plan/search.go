package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Search finds the nodes of some labels that a text can mean.
type Search struct {
	Text   string
	Labels model.LabelSet
	Prefix bool // the last word of Text may be the beginning of one
	First  int  // at most this many
}

// Most returns how many nodes it finds at most.
func (s *Search) Most() int { return s.First }

// String prints it in one line.
func (s *Search) String() string {
	beginning := when(s.Prefix, " or what begins so")
	return fmt.Sprintf("search %s %s%s, first %d", labelNames(s.Labels), literal(s.Text), beginning, s.First)
}

// Match finds the nodes that the rows of a list can mean.
type Match struct {
	Rows      []MatchRow
	Threshold float64 // of the score from which a candidate may be accepted
	First     int     // at most this many for each row
}

// MatchRow is what a list says of one thing; what is "", nil or 0 it does not say.
type MatchRow struct {
	Name        string
	Labels      model.LabelSet
	City        string
	Sector      string
	FoundedYear int64
}

// Most returns how many nodes it finds at most.
func (m *Match) Most() int { return m.First * len(m.Rows) }

// String prints it in one line.
func (m *Match) String() string {
	rows := make([]string, len(m.Rows))
	for i, r := range m.Rows {
		rows[i] = literal(r.Name) + when(r.Labels != 0, " as "+labelNames(r.Labels)) + when(r.City != "", " in "+literal(r.City)) +
			when(r.Sector != "", " of "+literal(r.Sector)) + when(r.FoundedYear != 0, fmt.Sprintf(" since %d", r.FoundedYear))
	}
	return fmt.Sprintf("match %s, from %g, first %d each", strings.Join(rows, "; "), m.Threshold, m.First)
}

// Hits is what was found by a Search, in one list, or by a Match, in a list for each of its rows, the best first.
type Hits [][]Hit

// Hit is a node that may be meant.
type Hit struct {
	ID       string
	Score    float64        // from 0 to 1
	Name     string         // the name that fits best
	Property model.Property // what that name is
	How      string         // in what way it fits
	Accepted bool           // of a Match: it is the one that is meant
	Reasons  []Reason       // of a Match
}

// Reason is a part of a score.
type Reason struct {
	Of    string
	Score float64 // from 0 to 1
	Value string  // what the graph says, as text; "" where it does not say
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

// RelationshipIDs returns nothing.
func (Hits) RelationshipIDs(model.RelType) []string { return nil }
