// Package response writes the response to a query. The planner makes a shape for each plan, which defines the place in
// the record of the value of every response key. Write goes through shape and record once and appends JSON. It is the
// last step of a request, and pure.
package response
