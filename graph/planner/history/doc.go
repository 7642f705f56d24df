// Package history says which of what the graph holds is seen at a time: as it stood on a day, or as it began in a period.
package history
