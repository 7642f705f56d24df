package network

import (
	"fmt"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Collector collects the nodes and relationships of a graph, in any order, and builds views of it. The stream of a
// store can write to it. It stores investors, firms, investments and commitments, and ignores everything else. It
// takes about 150 bytes a node and 12 bytes a relationship.
//
// Views contain only relationships between nodes that were added. So callers filter the network by adding only the
// nodes of the filter and the relationships that exist at the given time.
//
// Use NewCollector; the zero value is not ready. A Collector is not safe for concurrent use. Its views are
// independent of it.
type Collector struct {
	numbers     map[string]int32 // by id, of an added node or of the end of a relationship
	nodes       []collected
	rounds      map[string]int32
	investments []investment
	commitments []link
}

// collected is an organisation that a node or a relationship mentions.
type collected struct {
	id    string
	label model.Label
	given bool // it was added as a node
}

// link is a directed connection between the numbers of two organisations.
type link struct{ from, to int32 }

// investment is a link with the number of its round.
type investment struct {
	link
	round int32 // noRound if unknown
}

const noRound = -1

// NewCollector returns an empty collector.
func NewCollector() *Collector {
	return &Collector{numbers: map[string]int32{}, rounds: map[string]int32{}}
}

// Node adds a node. A later node with the same id replaces the earlier one.
func (c *Collector) Node(n model.Node) error {
	if !model.Organisations.Has(n.Label) {
		return nil
	}
	if n.ID() == "" {
		return fmt.Errorf("%w: a %s has no id", ErrInvalid, n.Label)
	}
	node := &c.nodes[c.number(n.ID())]
	node.label, node.given = n.Label, true
	return nil
}

// Relationship adds a relationship. Relationships with equal ids are not merged.
func (c *Collector) Relationship(r model.Relationship) error {
	if r.Type != model.InvestedIn && r.Type != model.CommittedTo {
		return nil
	}
	if r.From == "" || r.To == "" {
		return fmt.Errorf("%w: %s %q has an end without an id", ErrInvalid, r.Type, r.ID())
	}
	between := link{c.number(r.From), c.number(r.To)}
	if r.Type == model.CommittedTo {
		c.commitments = append(c.commitments, between)
		return nil
	}
	round := int32(noRound)
	if id, known := r.Properties[model.RoundID].(string); known {
		round, _ = numbered(c.rounds, id)
	}
	c.investments = append(c.investments, investment{between, round})
	return nil
}

func (c *Collector) number(id string) int32 {
	number, isNew := numbered(c.numbers, id)
	if isNew {
		c.nodes = append(c.nodes, collected{id: id})
	}
	return number
}

// numbered returns the number of an id. A new id gets the next number.
func numbered(numbers map[string]int32, id string) (number int32, isNew bool) {
	number, seen := numbers[id]
	if !seen {
		number = int32(len(numbers))
		numbers[id] = number
	}
	return number, !seen
}

// counts reports whether both ends of a link were added as nodes.
func (c *Collector) counts(l link) bool { return c.nodes[l.from].given && c.nodes[l.to].given }

// invested returns the investments between nodes that were added.
func (c *Collector) invested() []investment {
	return slices.DeleteFunc(slices.Clone(c.investments), func(i investment) bool { return !c.counts(i.link) })
}
