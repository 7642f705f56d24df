package neo4j

import (
	"fmt"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/neo4j/cypher"
	"github.com/stakegraph/stakegraph/graph/store"
)

// maxIndexed is the maximum total size, in bytes, of the folded key of a text and its node's id. An entry of Neo4j's
// range indexes is limited to a little more than 8,000 bytes. The code of the error for a longer one is unspecific.
const maxIndexed = 8000

// foldedMost is the maximum factor by which folding lengthens a text, in bytes.
const foldedMost = 11

// checkIndexed returns an error if a text that lists are sorted by is too long for its index.
func checkIndexed(n model.Node) error {
	for _, p := range n.Label.Properties() {
		if _, isSorted := cypher.Sorted[p]; !isSorted {
			continue
		}
		text, _ := n.Properties[p].(string)
		if foldedMost*len(text)+len(n.ID()) <= maxIndexed {
			continue
		}
		if size := len(model.Fold(text)); size+len(n.ID()) > maxIndexed {
			return fmt.Errorf("%w: %s %q: %s has %d bytes; Neo4j allows at most %d in an index, including the id: shorten it",
				store.ErrInvalid, n.Label, n.ID(), p, size, maxIndexed)
		}
	}
	return nil
}
