// Package plan describes what a query operation reads from a store, as plain data: scans, lookups, expansions,
// predicates, order and pages. It knows neither GraphQL nor a database. The planner builds a plan, and a store renders
// it as one statement. The record that the store returns has its values in the plan's order, so plan and record do not
// depend on the names that a client chose.
package plan
