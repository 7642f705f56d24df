// Package tsvtest reads the TSV files of tests.
package tsvtest
