// Package search tells which nodes a text means: it gives every name terms for a store's full-text index, a text the
// terms to ask that index for, and the nodes that come back their scores. It is pure, and the same for every store: an
// index only has to find terms.
package search
