// Package lexicon takes names apart: into words and their classes, the numbers of phases, places, trades and what else they
// say, with how Chinese is read and written. It comes first in the way of a search or a match: packages search and match
// compare what it finds in the text with what it finds in the names of nodes. It knows words, and no nodes and no index.
package lexicon
