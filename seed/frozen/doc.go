// Package frozen has a copy of the Little Giants that never changes. Cases, and lists of paths, measures and names in
// testdata, are exact results from it, so that the data set that comes with the program can grow without changing them.
// Only tests import it; it is not part of the program.
package frozen
