// Package oracle answers GraphQL queries of the schema by going through a graph in memory, field by field and row by
// row. It is used only in tests, as a third opinion beside the stores: it makes no plan and shares no code with the
// planner, the renderers or the response, so that it is a reading of the schema's descriptions of its own. It is slow,
// and says nothing of what is wrong with a query.
package oracle
