// Package rewrite holds what a store asks of a plan to choose how it writes a condition: as a set or from row to row, and
// where the search for its rows starts. It is pure, and each store chooses for itself what of it is used.
package rewrite
