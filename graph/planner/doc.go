// Package planner turns a validated GraphQL operation into one plan and one shape: what to read, and how to write the
// response from it. It is pure. Package document has parsed and limited the document before, and package rules has
// validated it. The planner plans the whole operation at once, with all root fields, aliases, fragments and directives.
package planner
