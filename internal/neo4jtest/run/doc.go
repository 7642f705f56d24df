// Package main runs Neo4j for trial use without Docker: it downloads Neo4j once, runs it on a loopback port with its data in
// a folder, and stops it on Ctrl-C. With -check it only reports whether this is possible on this machine.
package main
