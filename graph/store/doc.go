// Package store is the contract between the graph and the database that keeps it. A store runs a plan as one statement
// and hands back one record; its comments are sentences that the conformance suite in storetest checks on every store.
package store
