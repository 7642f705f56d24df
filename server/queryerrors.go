package main

import (
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// told writes errors in a query for a person, each with its place where it has one.
func told(errs gqlerror.List) string {
	lines := make([]string, len(errs))
	for i, err := range errs {
		lines[i] = err.Message
		if len(err.Locations) > 0 {
			lines[i] = fmt.Sprintf("line %d, column %d: %s", err.Locations[0].Line, err.Locations[0].Column, err.Message)
		}
	}
	return strings.Join(lines, "\n")
}
