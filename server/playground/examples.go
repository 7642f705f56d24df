package playground

import (
	"errors"
	"io/fs"
	"path"
	"strings"
)

// Example is a query that the playground opens with, in the form of one of GraphiQL's tabs.
type Example struct {
	Query     string `json:"query"`
	Variables string `json:"variables,omitempty"`
}

// Examples reads the example queries in order of their files' names, each with the variables of the .json file
// beside it where there is one.
func Examples() ([]Example, error) {
	names, err := fs.Glob(files, "examples/*.graphql")
	if err != nil {
		return nil, err
	}
	examples := make([]Example, 0, len(names))
	for _, name := range names {
		query, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		variables, err := fs.ReadFile(files, strings.TrimSuffix(name, path.Ext(name))+".json")
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		examples = append(examples, Example{string(query), strings.TrimSpace(string(variables))})
	}
	return examples, nil
}
