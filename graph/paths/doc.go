// Package paths searches for paths and neighbourhoods, level by level, in a graph that a store provides. The store
// returns the neighbours of nodes. This package decides which nodes form the requested paths, and in which order, so
// that every store gives the same result. It is pure except for its calls of Ground.
package paths
