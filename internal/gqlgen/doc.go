// Package main runs gqlgen in the folder of gqlgen.yml. It generates code for introspection and for one root field. The other
// types of the schema need no code.
package main
