package sqlite

import "stakegraph/graph/plan"

// Scans returns the statements that a stream of a part of the graph sends, nodes first.
func Scans(part *plan.Subgraph) []Scan {
	scans := []Scan{RenderNodes(part)}
	for _, track := range part.Tracks() {
		scans = append(scans, RenderRelationships(part, track))
	}
	return scans
}
