package network

import (
	"fmt"
	"slices"

	"github.com/stakegraph/stakegraph/graph/model"
)

// Collector takes a graph node by node and relationship by relationship, in any order, and makes views of it. A
// store's stream can write to it. It keeps investors, firms, investments and commitments, and leaves out the rest; what
// it keeps takes about 150 bytes a node and 12 a relationship.
//
// A relationship with an end that no node was given for is in no view: the views are of what is between the nodes that
// were given. So a filter gives the nodes that it is about, and a time the relationships that there were.
//
// The zero value is not ready; see NewCollector. It is for one goroutine at a time; its views are independent of it.
type Collector struct {
	numbers     map[string]int32 // by id, of a node or of an end that no node was given for yet
	nodes       []collected
	rounds      map[string]int32
	investments []investment
	commitments []link
}

// collected is an organisation that was named.
type collected struct {
	id    string
	label model.Label
	given bool // it was given as a node
}

// link leads from one organisation to another, by their numbers.
type link struct{ from, to int32 }

// investment is a link with the number of its round.
type investment struct {
	link
	round int32 // noRound where it is not known
}

const noRound = -1

// NewCollector returns a collector that was given nothing yet.
func NewCollector() *Collector {
	return &Collector{numbers: map[string]int32{}, rounds: map[string]int32{}}
}

// Node takes a node. One with the same id as one before takes its place.
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

// Relationship takes a relationship. Each is taken as one of its own, whatever its id.
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

// numbered returns the number of an id, the next one where it has none yet.
func numbered(numbers map[string]int32, id string) (number int32, isNew bool) {
	number, seen := numbers[id]
	if !seen {
		number = int32(len(numbers))
		numbers[id] = number
	}
	return number, !seen
}

// counts reports whether both ends of a link are nodes that were given.
func (c *Collector) counts(l link) bool { return c.nodes[l.from].given && c.nodes[l.to].given }

// invested returns the investments between nodes that were given.
func (c *Collector) invested() []investment {
	return slices.DeleteFunc(slices.Clone(c.investments), func(i investment) bool { return !c.counts(i.link) })
}
