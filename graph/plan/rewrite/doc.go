// Package rewrite answers the questions that the renderers of the stores have about a condition of a plan: whether to
// compute it as a set or for each row, and where the search for its rows starts. It is pure. Each renderer uses the parts
// that its database needs.
package rewrite
