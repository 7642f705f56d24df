package main

import (
	"fmt"
	"strings"

	"github.com/stakegraph/stakegraph/graph/download"
)

// summaryField writes the field httpd.SummaryHeader as a dictionary of structured fields (RFC 9651): `part, complete=?0, undated=745`. It is
// empty for a file that has all there is.
func summaryField(s download.Summary) string {
	var members []string
	if s.IsPart {
		members = append(members, "part")
	}
	if s.IsCut {
		members = append(members, "complete=?0")
	}
	if s.RequiresDates {
		members = append(members, fmt.Sprintf("undated=%d", s.Undated))
	}
	return strings.Join(members, ", ")
}

// summarySentences tell a person the same, each on a line of its own. They are empty where nothing that was asked for was
// left out.
func summarySentences(s download.Summary) string {
	var text strings.Builder
	if s.IsCut {
		text.WriteString("The file does not contain all nodes of the neighbourhood. A greater `first` includes more.\n")
	}
	switch {
	case s.Undated == 1:
		text.WriteString("1 fact without a date is omitted. certainty=POSSIBLY includes it.\n")
	case s.Undated > 1:
		fmt.Fprintf(&text, "%d facts without a date are omitted. certainty=POSSIBLY includes them.\n", s.Undated)
	}
	return text.String()
}
