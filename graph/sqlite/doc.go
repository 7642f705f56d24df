// Package sqlite keeps the graph in one SQLite file, or in memory: the embedded store, which needs nothing installed.
// Rendering a plan as SQL is pure and stands apart from running it. It is the last step of a request's way in.
package sqlite
