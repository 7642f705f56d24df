// Package tsvtest gives tests the rows of their lists.
package tsvtest
