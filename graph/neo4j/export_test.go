package neo4j

// What the benchmarks do by hand is about the same properties.
var Stored = stored
