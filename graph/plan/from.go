package plan

import "github.com/stakegraph/stakegraph/graph/model"

// FromKind is how a list's rows are found.
type FromKind uint8

// The ways to find rows. The first two and the last start anywhere; GroupRows and GroupKeyNode start at the group that the item
// stands in, the others at the node or relationship of its row.
const (
	// Scan finds every node that has one of Labels, and Marker unless that is NoMarker.
	Scan FromKind = iota
	// Lookup finds the nodes with one of IDs that have one of Labels, and Marker unless that is NoMarker, each once, in no
	// order of its own.
	Lookup
	// Expand finds the relationships of type Rel that leave the node (Outgoing) or reach it (Incoming), each with the
	// node at its other end.
	Expand
	// BackReference finds the relationships of type Rel whose Property is the node's id, each with the node at its start
	// (Incoming) or at its end (Outgoing).
	BackReference
	// Reference finds the one node whose id is the Property of the row's relationship or node (Of).
	Reference
	// Sources finds the sources of the row's relationship or node (Of), in the order that they are listed in. An id that
	// there is no source for is left out.
	Sources
	// Conflicts finds the conflicts about the row's relationship or node (Of), in order of id.
	Conflicts
	// Self is the row's own node. It is Then of a Set alone, for each of the nodes that its rows have.
	Self
	// GroupRows finds the rows of the group that the item stands in. Groups is the item that the group is of; where its rows
	// have relationships, Rel and Direction are those of its From.
	GroupRows
	// GroupKeyNode finds the node whose id is the Key of the group that the item stands in.
	GroupKeyNode
	// ByRelationshipID finds the relationships of type Rel with one of IDs, each with the node at its end (Outgoing) or at its
	// start (Incoming). It starts anywhere.
	ByRelationshipID
)

// Direction is which way a relationship is followed.
type Direction uint8

// The directions.
const (
	Outgoing Direction = iota
	Incoming
)

// From says how the rows of a list, a count, a one or a Some are found.
type From struct {
	Kind      FromKind
	Of        Entity
	Labels    model.LabelSet // what the rows' nodes can be; every store reads it in Scan, Lookup and GroupKeyNode, and may in others
	Marker    model.Marker
	IDs       []string
	InitPlan  int // of Lookup and ByRelationshipID: which of the plan's InitPlans gives the rows in place of IDs, from 1; 0 for none
	Rel       model.RelType
	Direction Direction
	Property  model.Property
	Groups    *Groups // of GroupRows and GroupKeyNode
	Key       Place   // of GroupKeyNode: a place in the Keys of Groups
}

// HasRelationship reports whether a row has a relationship beside its node.
func (f From) HasRelationship() bool {
	if f.Kind == GroupRows {
		return f.Groups.HasRelationship()
	}
	return f.Kind == Expand || f.Kind == BackReference || f.Kind == ByRelationshipID
}

// HasNearEnd reports whether every row of a From has a relationship that names the node which it starts at, so that the
// nodes that have such a row are known without reading them.
func (f From) HasNearEnd() bool { return f.Kind == Expand || f.Kind == BackReference }

// Reaches returns the labels that the rows' nodes can have.
func (f From) Reaches() model.LabelSet {
	if f.Labels != 0 {
		return f.Labels
	}
	switch f.Kind {
	case Expand, BackReference, ByRelationshipID:
		start, end := f.Rel.Ends()
		if f.Direction == Incoming {
			return start
		}
		return end
	case Sources:
		return model.Source.Set()
	case Conflicts:
		return model.Conflict.Set()
	case GroupRows:
		if then := f.Groups.Then; then != nil && then.Kind != Self {
			return then.Reaches()
		}
		return f.Groups.From.Reaches()
	case Scan, Lookup, Reference, Self, GroupKeyNode:
		return model.AllLabels
	default:
		panic("plan: rows that are found in an unknown way")
	}
}
