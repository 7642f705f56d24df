// Package response writes a query's answer: the planner makes a shape beside each plan, which says where in the record
// the value of every response key is, and Write goes through shape and record once and appends JSON. It is the last
// step of a request's way, and pure.
package response
