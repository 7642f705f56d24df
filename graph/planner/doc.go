// Package planner turns a validated GraphQL operation into one plan and one shape: what to read, and how to write the
// response from it. It is the second step of a request, after gqlgen has parsed and validated the document, and is
// pure. It plans the whole operation at once, with all root fields, aliases, fragments and directives.
package planner
