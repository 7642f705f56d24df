package main

import (
	"fmt"
	"strings"

	"github.com/stakegraph/stakegraph/graph/download"
)

// summaryField returns the value of the header httpd.SummaryHeader, a dictionary of structured fields (RFC 9651):
// `part, complete=?0, undated=745` or `part, empty="through.kinds"`. It is empty for a file of the whole graph.
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
	switch {
	case s.IsEmpty && s.Condition != "":
		members = append(members, fmt.Sprintf("empty=%q", s.Condition))
	case s.IsEmpty:
		members = append(members, "empty")
	}
	return strings.Join(members, ", ")
}

// summarySentences returns the same summary as sentences, one on each line. It is empty if nothing requested was
// omitted.
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
	switch {
	case s.IsEmpty && s.Condition != "":
		fmt.Fprintf(&text, "The file is empty: no relationship satisfies `%s` and the conditions before it.\n", s.Condition)
	case s.IsEmpty:
		text.WriteString("The file is empty: no relationship satisfies all conditions.\n")
	}
	return text.String()
}
