package frozen

import (
	"embed"
	"io/fs"
)

//go:embed data/*.csv
var littleGiants embed.FS

// LittleGiants returns the copy: the files of a data set as package seed loads them.
func LittleGiants() fs.FS {
	dir, err := fs.Sub(littleGiants, "data")
	if err != nil {
		panic(err) // only for a malformed path, and this one is fixed
	}
	return dir
}
