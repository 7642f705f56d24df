// Package genqlienttest is a typed client that genqlient makes of operations.graphql and the schema, as users of the API
// make theirs. It is for tests alone.
package genqlienttest

//go:generate go tool genqlient
