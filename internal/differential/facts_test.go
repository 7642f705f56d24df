package differential_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// fact is a node or a relationship.
type fact struct {
	node         *model.Node
	relationship *model.Relationship
}

// history is a graph as a sequence of loads. A load can change what earlier loads wrote.
type history [][]fact

// load loads the graph into an empty store and returns the tallies of the loads.
func (h history) load(ctx context.Context, l store.Loader) ([]store.Tally, error) {
	tallies := make([]store.Tally, len(h))
	for i, facts := range h {
		var err error
		tallies[i], err = l.Load(ctx, func(w store.Writer) error {
			for _, f := range facts {
				var err error
				if f.node != nil {
					err = w.Node(*f.node)
				} else {
					err = w.Relationship(*f.relationship)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return tallies, nil
}

// facts returns the facts of all loads.
func (h history) facts() []fact { return slices.Concat(h...) }

func (h history) String() string {
	var b strings.Builder
	for i, facts := range h {
		fmt.Fprintf(&b, "load %d\n", i+1)
		for _, f := range facts {
			fmt.Fprintf(&b, "  %s\n", f)
		}
	}
	return b.String()
}

func (f fact) String() string {
	if f.node != nil {
		listed := ""
		if f.node.Investor {
			listed = ", listed as an investor"
		}
		return fmt.Sprintf("%s %s%s", f.node.Label, described(f.node.Properties), listed)
	}
	r := f.relationship
	return fmt.Sprintf("%s %+q -> %+q %s", r.Type, r.From, r.To, described(r.Properties))
}

func described(properties model.Properties) string {
	var parts []string
	for _, p := range slices.Sorted(maps.Keys(properties)) {
		value := fmt.Sprintf("%+q", properties[p])
		switch v := properties[p].(type) {
		case bool:
			value = fmt.Sprint(v)
		case int64:
			value = fmt.Sprint(v)
		case model.PartialDate:
			value = v.String()
		case model.Money:
			value = model.FormatAmount(v.Amount) + " " + v.Currency
			if v.USD != nil {
				value += " (USD " + model.FormatAmount(*v.USD) + ")"
			}
		}
		parts = append(parts, p.String()+": "+value)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func (f fact) properties() model.Properties {
	if f.node != nil {
		return f.node.Properties
	}
	return f.relationship.Properties
}

// without returns the fact without one of its properties.
func (f fact) without(p model.Property) fact {
	properties := maps.Clone(f.properties())
	delete(properties, p)
	if f.node != nil {
		node := *f.node
		node.Properties = properties
		return fact{node: &node}
	}
	relationship := *f.relationship
	relationship.Properties = properties
	return fact{relationship: &relationship}
}
