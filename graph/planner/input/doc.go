// Package input coerces the arguments of an operation to the types of the schema, and reports invalid ones.
package input
