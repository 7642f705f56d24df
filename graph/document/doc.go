// Package document reads the document of a GraphQL request: it finds the text that a request names, holds it to limits
// before anything goes through it, parses it, and validates it by the rules of GraphQL, with errors that are for people.
package document
