package store

import "encoding/json"

// unquote decodes a JSON string that has escapes.
func unquote(text string) string {
	var s string
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return text[1 : len(text)-1]
	}
	return s
}
