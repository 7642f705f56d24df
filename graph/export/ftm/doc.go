// Package ftm writes ids and countries as FollowTheMoney has them, for the writer of export that makes entities of facts. It
// is pure, and knows nothing of the graph.
package ftm
