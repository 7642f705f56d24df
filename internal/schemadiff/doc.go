// Package main compares schema.graphqls with the schema of the last release, by the rules of GraphQL.js. A change that can
// break a client passes only if CHANGELOG.md names it under "Breaking".
package main
