package model

import (
	"slices"
	"strings"
)

// nodePrefixes are the prefixes of the global ids of nodes, before the colon. Batches, subsidies and conflicts have
// ids too: `node` does not find them, but conflicts refer to them.
var nodePrefixes = []string{"firm", "investor", "person", "round", "sector", "programme", "source"}

// IDPrefixes returns the prefixes of the global ids of nodes, without the colon.
func IDPrefixes() []string { return slices.Clone(nodePrefixes) }

// MaxIDLength is the maximum length of a global id, in bytes.
const MaxIDLength = 512

// ValidID reports whether id has the form of a global id of a node: a known prefix, a colon, and more text. Several
// ids separated by commas are not valid. The node need not exist.
func ValidID(id string) bool {
	if len(id) > MaxIDLength || strings.ContainsRune(id, 0) || !beginsID(id) {
		return false
	}
	_, more, found := strings.Cut(id, ",")
	for found {
		if beginsID(strings.TrimSpace(more)) {
			return false
		}
		_, more, found = strings.Cut(more, ",")
	}
	return true
}

// beginsID reports whether a text begins like an id.
func beginsID(text string) bool {
	prefix, rest, found := strings.Cut(text, ":")
	return found && rest != "" && slices.Contains(nodePrefixes, prefix)
}
