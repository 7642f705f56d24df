// Package plan holds what a query operation asks of a store, as plain data: scans, lookups, expansions, predicates,
// order and pages. It knows neither GraphQL nor a database. The planner builds a plan, a store renders it as one
// statement, and the record that comes back has its values in the plan's order, so that nothing in either depends on
// the names that a client chose.
package plan
