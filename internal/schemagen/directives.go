package schemagen

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// checkDirectives checks the directives in the files of graph/schema against directives.graphqls, like the directives of a
// query: an unknown or invalid directive is an error, since it would have no effect. The first file has those that the schema
// keeps.
func checkDirectives(files fs.FS) error {
	known, err := parse(files, withheld)
	if err != nil {
		return err
	}
	public, err := parse(files, ahead[0])
	if err != nil {
		return err
	}
	known.Merge(public)
	for _, subject := range slices.Concat(ahead, behind) {
		document, err := parse(files, subject)
		if err != nil {
			return err
		}
		for _, d := range slices.Concat(document.Definitions, document.Extensions) {
			if err := checkWritten(known, d.Name, ast.DirectiveLocation(d.Kind), d.Directives); err != nil {
				return err
			}
			for _, f := range d.Fields {
				if err := checkWritten(known, d.Name+"."+f.Name, ast.LocationFieldDefinition, f.Directives); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// checkWritten checks the directives of one location against the known ones.
func checkWritten(known *ast.SchemaDocument, at string, location ast.DirectiveLocation, written ast.DirectiveList) error {
	for _, d := range written {
		definition := known.Directives.ForName(d.Name)
		if definition == nil || !slices.Contains(definition.Locations, location) {
			return fmt.Errorf("%w: %s has @%s, which %s.graphqls does not have for it", ErrSchema, at, d.Name, withheld)
		}
		for _, a := range d.Arguments {
			if definition.Arguments.ForName(a.Name) == nil {
				return fmt.Errorf("%w: %s: @%s has no argument %s", ErrSchema, at, d.Name, a.Name)
			}
		}
		for _, a := range definition.Arguments {
			if a.Type.NonNull && d.Arguments.ForName(a.Name) == nil {
				return fmt.Errorf("%w: %s: @%s needs the argument %s", ErrSchema, at, d.Name, a.Name)
			}
		}
	}
	return nil
}
