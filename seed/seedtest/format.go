package seedtest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// FormatNode returns a node as a line of text.
func FormatNode(n model.Node) string {
	line := fmt.Sprintf("%s %s", n.Label, n.ID())
	if n.Investor {
		line += " investor"
	}
	return line + formatProperties(n.Properties)
}

// FormatRelationship returns a relationship as a line of text.
func FormatRelationship(r model.Relationship) string {
	return fmt.Sprintf("%s %s: %s -> %s%s", r.Type, r.ID(), r.From, r.To, formatProperties(r.Properties))
}

func formatProperties(p model.Properties) string {
	var b strings.Builder
	for _, property := range slices.Sorted(maps.Keys(p)) {
		if property == model.ID {
			continue
		}
		fmt.Fprintf(&b, " %s=", property)
		switch v := p[property].(type) {
		case string:
			fmt.Fprintf(&b, "%q", v)
		case []string:
			fmt.Fprintf(&b, "%q", v)
		case model.Money:
			fmt.Fprintf(&b, "%s %s", model.FormatAmount(v.Amount), v.Currency)
		case int64:
			if values := property.Values(); values != nil {
				fmt.Fprint(&b, values[v])
				continue
			}
			fmt.Fprint(&b, v)
		default:
			fmt.Fprint(&b, v)
		}
	}
	return b.String()
}

// Facts returns the whole content of a store as sorted lines of text.
func Facts(ctx context.Context, s store.Streamer) ([]string, error) {
	var all lines
	err := s.Stream(ctx, nil, &all)
	slices.Sort(all)
	return all, err
}

type lines []string

// Node adds a line.
func (l *lines) Node(n model.Node) error {
	*l = append(*l, FormatNode(n))
	return nil
}

// Relationship adds a line.
func (l *lines) Relationship(r model.Relationship) error {
	*l = append(*l, FormatRelationship(r))
	return nil
}

// Difference returns the lines that are only in one of two lists, those of the first with - and those of the second with +.
func Difference(before, after []string) []string {
	var different []string
	for _, line := range before {
		if !slices.Contains(after, line) {
			different = append(different, "- "+line)
		}
	}
	for _, line := range after {
		if !slices.Contains(before, line) {
			different = append(different, "+ "+line)
		}
	}
	return different
}
