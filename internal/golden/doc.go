// Package golden formats the content of files that tests compare results with, so that people can review changes of these
// files: answers and records as compact JSON, and database statements with one clause per line. Requests do not use it. It
// changes only white space: the values of JSON and the tokens of a statement stay the same.
package golden
