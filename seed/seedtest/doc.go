// Package seedtest checks what data sets that are loaded one after the other leave in a store. The cases are files of
// seed/testdata/reloads, and every store gives the same for them.
package seedtest
