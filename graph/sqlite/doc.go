// Package sqlite keeps the graph in one SQLite file, or in memory: the embedded store, which needs nothing installed. It
// sends what package sql writes. It is the last step of a request's way in.
package sqlite
