// Package frozen has a copy of the Little Giants that never changes. Cases, lists of paths, and lists of measures and of
// names hold exact answers from it, so that the data set that comes with the program can grow without touching them.
// Only tests import it, and it is no part of the program.
package frozen
