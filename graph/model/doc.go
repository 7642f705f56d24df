// Package model defines the types of the domain and its closed vocabulary: the labels, relationship types and
// properties of the graph. All other packages take these names from here, so names in a statement never come from a
// request. The package imports no other package of the project.
package model
