// Package search finds the nodes whose names resemble a text. It derives the terms of every name for the full-text
// index of a store, and the terms of a text for a lookup in that index, and computes the scores of the nodes that the
// index returns. It is pure, and independent of the store: an index only has to find terms.
package search
