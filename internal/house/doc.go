// Package house holds the rules of the project's own as tests: what may import what, how code and pages are written, and that
// pages say what is so. What it exports reads pages, for tests elsewhere that hold a page to what they know.
package house
