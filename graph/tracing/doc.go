// Package tracing makes spans of the steps of a request, where requests are traced.
package tracing
