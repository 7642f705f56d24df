package neo4j

import "stakegraph/graph/model"

// Stored has what the benchmarks do by hand be about the same properties.
var Stored = stored

// StreamTexts are the statements that a stream sends, nodes first.
var StreamTexts = func() []string {
	texts := []string{nodeScan}
	for _, t := range model.AllRelTypes() {
		texts = append(texts, relationshipScan(t))
	}
	return texts
}()
