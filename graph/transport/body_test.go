package transport

import "testing"

// TestIsPlain checks which bodies encoding/json can decode in one step. A member that occurs twice, or whose name has
// another case or an escape, is not plain.
func TestIsPlain(t *testing.T) {
	for body, want := range map[string]bool{
		`{"query": "{ firms { totalCount } }"}`: true,
		`{"query": "", "operationName": "", "documentId": "", "variables": {}, "extensions": {}, "other": "\\"}`: true,
		`{"variables": {"query": "", "QUERY": "", "\u0071uery": ""}, "query": ""}`:                               true,
		`{"other": ["query", {"query": "", "Query": ""}], "query": "query"}`:                                     true,
		`{"query": "\"query\": 1, \"QUERY\": 2"}`:                                                                true,
		`{"query": "", "query": ""}`:                                                                             false,
		`{"variables": {}, "other": [], "variables": {}}`:                                                        false,
		`{"query": "", "QUERY": ""}`:                                                                             false,
		`{"Query": ""}`:                                                                                          false,
		`{"\u0071uery": ""}`:                                                                                     false,
	} {
		if got := isPlain([]byte(body)); got != want {
			t.Errorf("%s: %t, want %t", body, got, want)
		}
	}
}
