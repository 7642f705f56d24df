package export

// AppendPlain is for tests that compare the text of values.
var AppendPlain = appendPlain
