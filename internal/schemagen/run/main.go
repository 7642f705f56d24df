package main

import (
	"fmt"
	"os"

	"github.com/stakegraph/stakegraph/internal/schemagen"
)

func main() {
	if err := write(); err != nil {
		fmt.Fprintln(os.Stderr, "schemagen:", err)
		os.Exit(1)
	}
}

func write() error {
	text, err := schemagen.Generate(os.DirFS("graph/schema"))
	if err != nil {
		return err
	}
	if err := os.WriteFile("schema.graphqls", []byte(text), 0o644); err != nil {
		return fmt.Errorf("write the schema: %w", err)
	}
	return nil
}
