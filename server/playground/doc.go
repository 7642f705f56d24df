// Package playground is the web page for interactive queries: GraphiQL with example queries. All files are embedded
// in the program, so the page loads nothing from other hosts.
package playground
