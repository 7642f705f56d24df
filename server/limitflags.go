package main

import (
	"fmt"

	"stakegraph/graph"
	"stakegraph/graph/plan"
	"stakegraph/graph/planner"
)

// limitFlags bound what a query may ask for, before the database is asked.
type limitFlags struct {
	Introspection bool     `default:"true" negatable:"" help:"Tell clients the schema; --no-introspection does not, and the playground then knows no field names."`
	MaxTokens     int      `default:"4000" help:"How many tokens a query may have."`
	MaxDepth      int      `default:"64" help:"How deep fields may be nested."`
	MaxFields     int      `default:"2000" help:"How many fields a query may have, those of a fragment wherever it is spread."`
	MaxRootFields int      `default:"50" help:"How many root fields a query may have."`
	MaxAliases    int      `default:"300" help:"How many aliases a query may have."`
	MaxParts      int      `default:"250" help:"How many lists, totals, groups, single nodes and questions about relationships a query may have."`
	MaxObjects    int      `default:"1000000" help:"How many objects a query may come to, as the sizes of its pages multiply."`
	MaxAnswer     byteSize `default:"32MiB" help:"How large an answer may be, such as 32MiB; an eighth of --memory at most."`
	PageSize      int      `default:"20" help:"How many rows a page has where the query does not say."`
	MaxPageSize   int      `default:"1000" help:"How many rows a page may have."`
}

// Validate refuses limits that nothing could be within.
func (f *limitFlags) Validate() error {
	for flag, value := range map[string]int{
		"--max-answer": int(f.MaxAnswer),
		"--max-tokens": f.MaxTokens, "--max-depth": f.MaxDepth, "--max-fields": f.MaxFields, "--max-root-fields": f.MaxRootFields,
		"--max-aliases": f.MaxAliases, "--max-parts": f.MaxParts, "--max-objects": f.MaxObjects,
		"--page-size": f.PageSize, "--max-page-size": f.MaxPageSize,
	} {
		if value < 1 {
			return fmt.Errorf("%s: %d leaves no room for a query; write 1 or more", flag, value)
		}
	}
	if f.PageSize > f.MaxPageSize {
		return fmt.Errorf("--page-size: %d is more than the %d rows that --max-page-size allows", f.PageSize, f.MaxPageSize)
	}
	return nil
}

// pages returns the sizes of pages.
func (f *limitFlags) pages() planner.Pages {
	return planner.Pages{Default: f.PageSize, Most: f.MaxPageSize}
}

// of returns the limits of documents and of plans.
func (f *limitFlags) of() (graph.DocumentLimits, plan.Limits) {
	document, planned := graph.DefaultDocumentLimits, plan.DefaultLimits
	document.Tokens, document.Depth, document.Fields = f.MaxTokens, f.MaxDepth, f.MaxFields
	document.Roots, document.Aliases = f.MaxRootFields, f.MaxAliases
	planned.Parts, planned.Objects = f.MaxParts, f.MaxObjects
	return document, planned
}
