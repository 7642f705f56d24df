// Package label plans the labels of nodes and relationships: the texts that name them for people.
package label
