package seed

import (
	"embed"
	"io/fs"
)

//go:embed data/*.csv
var littleGiants embed.FS

// LittleGiants returns the data set that comes with the program: China's Little Giants, unicorns and their investors.
func LittleGiants() fs.FS {
	dir, err := fs.Sub(littleGiants, "data")
	if err != nil {
		panic(err) // only for a malformed path
	}
	return dir
}
