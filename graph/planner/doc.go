// Package planner makes of a validated GraphQL operation one plan and one shape: what to read, and how the answer is
// written from it. It is the second step of a request's way, after gqlgen has parsed and validated, and is pure. The
// operation's whole selection is planned at once, with all its root fields, aliases, fragments and directives.
package planner
