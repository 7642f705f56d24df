// Package history restricts the graph to a time: the state on a day, or the events of a period.
package history
