package plan

import "github.com/stakegraph/stakegraph/graph/model"

// FromKind is the kind of source that the rows of a list come from.
type FromKind uint8

// The kinds. Scan, Lookup and ByRelationshipID start anywhere. GroupRows and GroupKeyNode start at the group that
// contains the item, the others at the node or relationship of the item's row.
const (
	// Scan finds every node that has one of Labels, and Marker unless it is NoMarker.
	Scan FromKind = iota
	// Lookup finds the nodes with one of IDs that have one of Labels, and Marker unless it is NoMarker. Each node is
	// found once, in no particular order.
	Lookup
	// Expand finds the relationships of type Rel that leave the node (Outgoing) or reach it (Incoming), each with the
	// node at its other end.
	Expand
	// BackReference finds the relationships of type Rel whose Property is the node's id, each with the node at its start
	// (Incoming) or at its end (Outgoing).
	BackReference
	// Reference finds the one node whose id is the Property of the row's relationship or node (Of).
	Reference
	// Sources finds the sources of the row's relationship or node (Of), in the order of its list of sources. Ids
	// without a source are skipped.
	Sources
	// Conflicts finds the conflicts about the row's relationship or node (Of), in order of id.
	Conflicts
	// Self is the row's own node. It occurs only as Then of a Set, for each node of the set's rows.
	Self
	// GroupRows finds the rows of the group that contains the item. Groups is the item that the group belongs to. If
	// its rows have relationships, Rel and Direction are those of its From.
	GroupRows
	// GroupKeyNode finds the node whose id is the Key of the group that contains the item.
	GroupKeyNode
	// ByRelationshipID finds the relationships of type Rel with one of IDs, each with the node at its end (Outgoing) or at its
	// start (Incoming). It starts anywhere.
	ByRelationshipID
	// AtEnd finds the node at the end (Outgoing) or at the start (Incoming) of the row's relationship, which has type Rel.
	AtEnd
	// OtherID finds the node with the id that the row's node, a company, would have under the other prefix: see model.OtherID.
	// Other nodes have none.
	OtherID
)

// Direction is the direction in which a relationship is followed.
type Direction uint8

// The directions.
const (
	Outgoing Direction = iota
	Incoming
)

// From describes the source of the rows of a list, a total, a One or an Exists.
type From struct {
	Kind      FromKind
	Of        Entity
	Labels    model.LabelSet // of the nodes; checked for Scan, Lookup, GroupKeyNode, optional for others
	Marker    model.Marker
	IDs       []string
	Otherwise string // of Lookup with one id: the id of the node that is found instead if no node has that one; usually empty
	InitPlan  int    // of Lookup and ByRelationshipID: the number, from 1, of the InitPlan whose result replaces IDs; 0 for none
	Rel       model.RelType
	Direction Direction
	Property  model.Property
	Groups    *Groups // of GroupRows and GroupKeyNode
	Key       Place   // of GroupKeyNode: a place in the Keys of Groups
}

// HasRelationship reports whether a row has a relationship as well as a node.
func (f From) HasRelationship() bool {
	if f.Kind == GroupRows {
		return f.Groups.HasRelationship()
	}
	return f.Kind == Expand || f.Kind == BackReference || f.Kind == ByRelationshipID
}

// HasNearEnd reports whether every row has a relationship that identifies its start node. The set of nodes with such a
// row is then known without reading the nodes.
func (f From) HasNearEnd() bool { return f.Kind == Expand || f.Kind == BackReference }

// Reaches returns the labels that the nodes of the rows can have.
func (f From) Reaches() model.LabelSet {
	if f.Labels != 0 {
		return f.Labels
	}
	switch f.Kind {
	case Expand, BackReference, ByRelationshipID, AtEnd:
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
	case Scan, Lookup, Reference, Self, GroupKeyNode, OtherID:
		return model.AllLabels
	default:
		panic("plan: rows that are found in an unknown way")
	}
}
