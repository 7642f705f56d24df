// Package apierror says how clients see the errors of a request: by which code, with which text, and under which id an
// internal fault is found in the log. Errors of every step become `extensions.code` here and nowhere else.
package apierror
