// Package house has tests of the project's own rules: imports between folders, the style of code and pages, and pages that
// must agree with the code. Its exported functions read pages, for tests of other packages that compare pages with code.
package house
