// Package sqlite stores the graph in one SQLite file, or in memory. It is the embedded store, which requires no
// installation. It sends the statements that package sql writes, and is the last step of a request's processing before
// the response.
package sqlite
