// Package admission decides which statements run, which wait and which are refused, so that no client and no query
// blocks the others. Each kind of work has a lane: a limited number of places, a limited queue, and a share of both for
// each client. Reader puts a store behind the lanes.
package admission
