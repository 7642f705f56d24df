// Package oracle answers GraphQL queries of the schema from a graph in memory, field by field and row by row. Tests use it
// as an implementation that is independent of the stores: it makes no plan and shares no code with the planner, the
// renderers or the response, but interprets the descriptions of the schema itself. Only measures of networks and scores of
// names are computed by the program's own packages. It is slow, and its errors are not those of the API.
package oracle
