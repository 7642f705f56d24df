// Package main counts the hand-written Go of the project, without blank lines and comments, by folder: `make size` prints it.
// The product and what serves the tests are counted separately.
package main
