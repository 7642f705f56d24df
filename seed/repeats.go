package seed

import (
	"maps"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// A source that gives the value which the graph holds contradicts nothing. Such a conflict is stored with the mark Repeats
// and is not shown, so that it is there when a later load gives the fact another value. Whether it repeats the value
// is judged anew whenever the fact or the conflict is written.

// contest knows the facts that conflicts are about.
type contest struct {
	contested map[string]bool             // their ids, whether this load writes them or not
	own       map[string]model.Properties // of those that this load wrote
	stored    []model.Node                // the conflicts of earlier loads
	written   map[string]bool             // the conflicts of this load, by id
	renamed   map[string]string           // the new ids of facts that were replaced
}

// newContest returns a contest about facts with these ids, as they are in the files.
func newContest(contested map[string]bool) contest {
	return contest{maps.Clone(contested), map[string]model.Properties{}, nil, map[string]bool{}, map[string]string{}}
}

// keep takes the conflicts of earlier loads.
func (c *contest) keep(stored []model.Node) {
	c.stored = stored
	for _, n := range stored {
		contestFact(c.contested, factOf(n))
	}
}

// contestFact notes a fact that a conflict is about. An investor may turn out to be a firm.
func contestFact(contested map[string]bool, id string) {
	contested[id] = true
	if investor, is := strings.CutPrefix(id, "investor:"); is {
		contested["firm:"+investor] = true
	}
}

// node notes a node that this load writes.
func (c *contest) node(n model.Node) {
	if n.Label == model.Conflict {
		c.written[n.ID()] = true
	}
	c.hold(n.ID(), n.Properties)
}

// hold notes what this load states of a fact.
func (c *contest) hold(id string, p model.Properties) {
	if c.contested[id] {
		c.own[id] = p
	}
}

// rename notes that a fact has another id from now on.
func (c *contest) rename(id, to string) {
	if c.contested[id] {
		c.contested[to] = true
		c.renamed[id] = to
	}
}

// repeats reports whether a text is the value that this load states of a field of a fact.
func (c *contest) repeats(fact, field, text string) bool {
	for property, value := range c.own[fact] {
		if property != model.ID && property != model.Sources && fieldOf(property) == field {
			return model.Repeated(property, value, text)
		}
	}
	return false
}

// fieldOf returns the name of the field of the API that shows a property.
func fieldOf(p model.Property) string {
	if p == model.ProgrammeLevel {
		return "level"
	}
	return p.String()
}

// changed returns the conflicts of earlier loads that this load does not state, with another mark than they have, where it
// states the fact that they are about.
func (c *contest) changed() []model.Node {
	var changed []model.Node
	for _, n := range c.stored {
		fact := factOf(n)
		if to, replaced := c.renamed[fact]; replaced {
			fact = to
		}
		if _, stated := c.own[fact]; !stated || c.written[n.ID()] {
			continue
		}
		field, _ := n.Properties[model.Field].(string)
		text, _ := n.Properties[model.OtherValue].(string)
		marked, _ := n.Properties[model.Repeats].(bool)
		repeats := c.repeats(fact, field, text)
		if repeats == marked {
			continue
		}
		p := maps.Clone(n.Properties)
		p[model.FactID] = fact
		delete(p, model.Repeats)
		if repeats {
			p[model.Repeats] = true
		}
		changed = append(changed, model.Node{Label: model.Conflict, Properties: p})
	}
	return changed
}

// factOf returns the id of the fact that a conflict is about.
func factOf(conflict model.Node) string {
	id, _ := conflict.Properties[model.FactID].(string)
	return id
}
