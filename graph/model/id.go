package model

import (
	"slices"
	"strings"
)

// nodePrefixes are the prefixes of the global ids of nodes, before the colon. Conflicts have ids too, but are not found
// by them.
var nodePrefixes = []string{"firm", "investor", "person", "round", "sector", "programme", "source", "batch", "subsidy"}

// relationshipPrefixes are the prefixes of the global ids of relationships, by type. HAS_BATCH and HAS_SUBSIDY have none,
// because they state no facts and are not found by id.
var relationshipPrefixes = map[string]RelType{
	"investment": InvestedIn, "raised": Raised, "commitment": CommittedTo, "role": HasRole, "designation": Designated,
	"activity": OperatesIn, "part-of": PartOf,
}

// IDPrefixes returns the prefixes of the global ids of nodes and of relationships, without the colon.
func IDPrefixes() []string {
	all := slices.Clone(nodePrefixes)
	for _, t := range AllRelTypes() { // in the order of the vocabulary
		for prefix, of := range relationshipPrefixes {
			if of == t {
				all = append(all, prefix)
			}
		}
	}
	return all
}

// RelTypeOfID returns the type of the relationships whose ids begin like this one, and reports whether it is the id of a
// relationship.
func RelTypeOfID(id string) (RelType, bool) {
	prefix, _, _ := strings.Cut(id, ":")
	t, is := relationshipPrefixes[prefix]
	return t, is
}

// companyPrefixes are the two prefixes of the ids of companies. Whether a company is filed as a firm or as an investor
// depends on the source, and its id does not change when its type is corrected.
var companyPrefixes = [2]string{"firm:", "investor:"}

// CompanyPrefixes returns the two prefixes of the ids of companies, with the colon.
func CompanyPrefixes() (firm, investor string) { return companyPrefixes[0], companyPrefixes[1] }

// OtherID returns the id that a company has if it is filed under the other prefix: "investor:x" for "firm:x", and the
// reverse. It reports whether the id is that of a company.
func OtherID(id string) (string, bool) {
	for i, prefix := range companyPrefixes {
		if rest, is := strings.CutPrefix(id, prefix); is {
			return companyPrefixes[1-i] + rest, true
		}
	}
	return "", false
}

// MaxIDLength is the maximum length of a global id, in bytes.
const MaxIDLength = 512

// ValidID reports whether id has the form of a global id of a node or a relationship: a known prefix, a colon, and more
// text. Several ids separated by commas are not valid. The node or the relationship need not exist.
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
	if !found || rest == "" {
		return false
	}
	_, isRelationship := relationshipPrefixes[prefix]
	return isRelationship || slices.Contains(nodePrefixes, prefix)
}
