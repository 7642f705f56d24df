package admission

// MakesRoom is what tests look at.
var MakesRoom = makesRoom
