// Package initplan looks for what a plan's row is read of before the row is read: names and records that a text means,
// paths, neighbourhoods, networks and exposures.
package initplan
