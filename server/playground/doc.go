// Package playground is the page on which a person asks questions: GraphiQL with example queries. Its files are part of the
// program, so that the page loads nothing from elsewhere.
package playground
