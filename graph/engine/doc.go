// Package engine executes and explains GraphQL operations. For each operation it gets a plan, finds the results of its
// InitPlans, has a store run it as one statement, and writes the record as the response. gqlgen resolves introspection
// fields.
package engine
