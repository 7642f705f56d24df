// Package main is the command that tries Neo4j out without Docker: it fetches Neo4j once, runs it on a loopback port
// with its data in a folder, and stops it on Ctrl-C. With -check it only says whether that can work on this machine.
package main
