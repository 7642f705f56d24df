// Package download makes files of the graph, of parts of it and of its networks: it reads the request for one, writes the
// query that the request stands for, and hands on what the store streams to a writer of package export.
package download
