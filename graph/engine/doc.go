// Package engine answers and explains GraphQL operations: it has each planned, what it is read of found, a store run it as
// one statement, and the record written as the answer. gqlgen answers what asks about the schema alone.
package engine
