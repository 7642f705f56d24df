package main

import (
	"fmt"

	"github.com/stakegraph/stakegraph/graph/document"
	"github.com/stakegraph/stakegraph/graph/plan"
)

// limitFlags limit the queries that are accepted. They are checked before a statement is sent.
type limitFlags struct {
	Introspection bool     `default:"true" negatable:"" help:"Allow introspection of the schema. With --no-introspection, the playground cannot complete names, and /schema.graphqls is refused."`
	MaxTokens     int      `default:"4000" help:"The maximum number of tokens in a query."`
	MaxDepth      int      `default:"64" help:"The maximum depth of nested fields."`
	MaxFields     int      `default:"2000" help:"The maximum number of fields in a query. Each spread of a fragment counts."`
	MaxRootFields int      `default:"50" help:"The maximum number of root fields in a query."`
	MaxAliases    int      `default:"300" help:"The maximum number of aliases in a query."`
	MaxParts      int      `default:"250" help:"The maximum number of lists, totals, groups, single nodes and conditions on relationships in a query."`
	MaxObjects    int      `default:"1000000" help:"The maximum number of objects that a query can return. The sizes of nested pages multiply."`
	MaxAnswer     byteSize `default:"32MiB" help:"The maximum size of an answer, such as 32MiB: at most an eighth of --memory."`
	PageSize      int      `default:"20" help:"The default number of rows in a page."`
	MaxPageSize   int      `default:"1000" help:"The maximum number of rows in a page."`
}

// Validate returns an error for limits that no query could satisfy.
func (f *limitFlags) Validate() error {
	for flag, value := range map[string]int{
		"--max-answer": int(f.MaxAnswer),
		"--max-tokens": f.MaxTokens, "--max-depth": f.MaxDepth, "--max-fields": f.MaxFields, "--max-root-fields": f.MaxRootFields,
		"--max-aliases": f.MaxAliases, "--max-parts": f.MaxParts, "--max-objects": f.MaxObjects,
		"--page-size": f.PageSize, "--max-page-size": f.MaxPageSize,
	} {
		if value < 1 {
			return fmt.Errorf("%s: %d is out of range: write 1 or more", flag, value)
		}
	}
	if f.PageSize > f.MaxPageSize {
		return fmt.Errorf("--page-size: %d is out of range: at most %d rows are allowed by --max-page-size", f.PageSize, f.MaxPageSize)
	}
	return nil
}

// of returns the limits of documents and of plans.
func (f *limitFlags) of() (document.Limits, plan.Limits) {
	requested, planned := document.DefaultLimits, plan.DefaultLimits
	requested.Tokens, requested.Depth, requested.Fields = f.MaxTokens, f.MaxDepth, f.MaxFields
	requested.Roots, requested.Aliases = f.MaxRootFields, f.MaxAliases
	planned.Parts, planned.Objects = f.MaxParts, f.MaxObjects
	return requested, planned
}
