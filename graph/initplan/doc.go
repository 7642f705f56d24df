// Package initplan runs InitPlans before a plan's row is read: searches by name, matches, paths, neighbourhoods,
// networks and exposures.
package initplan
