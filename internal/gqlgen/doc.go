// Package main runs gqlgen, in the folder of gqlgen.yml and as that says, and has it generate the code of introspection and
// of one root field. For all other types of the schema no code is needed.
package main
