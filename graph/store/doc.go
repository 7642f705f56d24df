// Package store defines the interface between the graph and its database. A store runs a plan as one statement and
// returns one record. The conformance suite in storetest checks the comments of this package on every store.
package store
