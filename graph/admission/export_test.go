package admission

// MakesRoom exports makesRoom for tests.
var MakesRoom = makesRoom
