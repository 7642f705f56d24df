// Package main counts the hand-written Go of the project, without blank lines and comments, by folder: `make size` prints it.
// What is product is told apart from what serves the tests.
package main
