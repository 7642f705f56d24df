// Package download writes files of the graph, of parts of it and of its networks. It turns the request for a file into
// a GraphQL query, and passes the facts that the store streams to a writer of package export.
package download
