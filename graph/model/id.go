package model

import (
	"slices"
	"strings"
)

// Prefixes of global ids, before the colon. Facts without a node of their own have ids too: they are never looked up
// by `node`, but conflicts name them.
var nodePrefixes = []string{"firm", "investor", "person", "round", "sector", "programme", "source"}

// IDPrefixes returns what the global ids of nodes begin with, before the colon.
func IDPrefixes() []string { return slices.Clone(nodePrefixes) }

// MaxIDLength is the greatest length of a global id in bytes.
const MaxIDLength = 512

// ValidID reports whether id has the form of a node's global id: a known prefix, a colon, and something after it. Several
// ids with commas between them are no id. That a node with this id exists is not said.
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

// beginsID reports whether a text begins as an id does.
func beginsID(text string) bool {
	prefix, rest, found := strings.Cut(text, ":")
	return found && rest != "" && slices.Contains(nodePrefixes, prefix)
}
