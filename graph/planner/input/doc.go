// Package input makes values of the arguments that an operation gives, by the types that the schema has for them, and says
// what is wrong with those that do not fit.
package input
