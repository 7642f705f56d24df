package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/stakegraph/stakegraph/graph/engine"
)

// errManifest is the error for a file that does not contain trusted documents.
var errManifest = errors.New("not a file of trusted documents")

// readTrusted reads the trusted documents by name. The file is a JSON object of texts by name, which can be their
// hash, or a manifest of Apollo's tools. Without a file it returns nil, and all documents are allowed.
func readTrusted(file string) (map[string]string, error) {
	if file == "" {
		return nil, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("--trusted-documents: %w", err)
	}
	var manifest struct {
		Format     string `json:"format"`
		Operations []struct {
			ID   string `json:"id"`
			Body string `json:"body"`
		} `json:"operations"`
	}
	if json.Unmarshal(text, &manifest) == nil && manifest.Format == "apollo-persisted-query-manifest" {
		trusted := make(map[string]string, len(manifest.Operations))
		for _, operation := range manifest.Operations {
			trusted[operation.ID] = operation.Body
		}
		return trusted, nil
	}
	trusted := map[string]string{}
	if err := json.Unmarshal(text, &trusted); err != nil {
		return nil, fmt.Errorf("--trusted-documents: %s: %w: write a JSON object of documents by name, or a manifest of "+
			"Apollo's tools: %w", file, errManifest, err)
	}
	return trusted, nil
}

// checkTrusted returns an error if one of the documents is invalid.
func checkTrusted(executor *engine.Executor, trusted map[string]string) error {
	for name, text := range trusted {
		if _, errs := executor.Documents().Read(text); len(errs) > 0 {
			return fmt.Errorf("--trusted-documents: document %q: %s", name, formatErrors(errs))
		}
	}
	return nil
}
