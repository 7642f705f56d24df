package export

// AppendPlain is for tests that compare the text of values.
var AppendPlain = appendPlain

// FtMID is for tests that look for an entity.
var FtMID = ftmID
