// Package golden formats what tests compare with files, so that a person can review a change of the files: answers and
// records as compact JSON, and database statements with one clause in a line. It is not part of a request's way. The form
// alone is its subject: JSON keeps its values, and a statement its tokens.
package golden
