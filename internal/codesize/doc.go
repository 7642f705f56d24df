// Package main counts the lines of hand-written Go of the project by folder, without blank lines and comments. `make size`
// runs it. The code of the program and code for tests are counted separately.
package main
