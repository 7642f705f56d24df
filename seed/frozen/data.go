package frozen

import (
	"embed"
	"io/fs"
)

//go:embed data/*.csv
var littleGiants embed.FS

// LittleGiants returns the copy, in the format that package seed loads.
func LittleGiants() fs.FS {
	dir, err := fs.Sub(littleGiants, "data")
	if err != nil {
		panic(err) // only for a malformed path
	}
	return dir
}
