// Package seedtest checks the content of a store after loading several data sets in sequence. The cases are the files of
// seed/testdata/reloads; their results are the same for every store.
package seedtest
