// Package tracing creates spans for the steps of a request, if tracing is enabled.
package tracing
