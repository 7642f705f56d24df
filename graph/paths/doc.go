// Package paths searches for paths and for neighbourhoods, level by level, on a ground that a store is: which node leads
// to which, the store tells; which of them make the paths that were asked for, and in which order, is decided here, so that
// every store finds the same. It is pure but for what it asks the ground.
package paths
