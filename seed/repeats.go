package seed

import (
	"maps"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// A source that states the same value as the graph does not contradict it. Such a conflict is stored with the property
// Repeats and is not shown: a later load can give the fact another value, and then it is a conflict. Repeats is computed
// again whenever the fact or the conflict is written.

// contest tracks the facts that conflicts are about.
type contest struct {
	contested map[string]bool             // ids of these facts, whether or not this load writes them
	own       map[string]model.Properties // properties of those that this load wrote
	stored    []model.Node                // conflicts of earlier loads
	written   map[string]bool             // conflicts of this load, by id
	renamed   map[string]string           // new ids of facts that were replaced, by their old ids
}

// newContest returns a contest about the facts with these ids, in the form that they have in the files.
func newContest(contested map[string]bool) contest {
	return contest{maps.Clone(contested), map[string]model.Properties{}, nil, map[string]bool{}, map[string]string{}}
}

// keep adds the conflicts of earlier loads.
func (c *contest) keep(stored []model.Node) {
	c.stored = stored
	for _, n := range stored {
		contestFact(c.contested, factOf(n))
	}
}

// contestFact adds a fact that a conflict is about. If it is an investor, it is added as a firm too.
func contestFact(contested map[string]bool, id string) {
	contested[id] = true
	if investor, is := strings.CutPrefix(id, "investor:"); is {
		contested["firm:"+investor] = true
	}
}

// node records a node that this load writes.
func (c *contest) node(n model.Node) {
	if n.Label == model.Conflict {
		c.written[n.ID()] = true
	}
	c.hold(n.ID(), n.Properties)
}

// hold records the properties that this load writes for a fact, if a conflict is about it.
func (c *contest) hold(id string, p model.Properties) {
	if c.contested[id] {
		c.own[id] = p
	}
}

// rename records that a fact gets another id.
func (c *contest) rename(id, to string) {
	if c.contested[id] {
		c.contested[to] = true
		c.renamed[id] = to
	}
}

// repeats reports whether a text is the value that this load writes for a field of a fact.
func (c *contest) repeats(fact, field, text string) bool {
	for property, value := range c.own[fact] {
		if property != model.ID && property != model.Sources && fieldOf(property) == field {
			return model.Repeated(property, value, text)
		}
	}
	return false
}

// programmeLevel is the API's field for the level of a programme, since another type of node has a field level.
const programmeLevel = "programmeLevel"

// fieldOf returns the name of the API's field for a property.
func fieldOf(p model.Property) string {
	if p == model.ProgrammeLevel {
		return programmeLevel
	}
	return p.String()
}

// changed returns those conflicts of earlier loads whose Repeats changes because this load writes the fact that they are
// about, with the new value. Conflicts that this load writes itself are not among them.
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
