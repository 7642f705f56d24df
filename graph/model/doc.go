// Package model holds the domain's types and its closed vocabulary: the labels, relationship types and properties that
// the graph can have. Every other package takes its names from here, so that a name in a statement is never a value
// from outside. It is the first step of a request's way and imports nothing of the project.
package model
