// Package main writes schema.graphqls in the working directory.
package main
