// Package document reads the document of a GraphQL request: it finds the text that a request names, checks it against
// limits before further processing, parses it, and validates it by the rules of GraphQL, with error messages for
// people.
package document
