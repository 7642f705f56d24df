package playground

import (
	"errors"
	"io/fs"
	"path"
	"strings"
)

// Example is an initial query of the playground, in the format of a GraphiQL tab.
type Example struct {
	Query     string `json:"query"`
	Variables string `json:"variables,omitempty"`
}

// Examples returns the example queries in the order of their file names. The variables of a query are in the .json
// file with the same name, if it exists.
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
