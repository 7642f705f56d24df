package lexicon

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"
)

//go:embed readings.txt
var readingLines string

// readings are the readings of characters that are read differently in names, or have several readings. The first is
// the most likely one in a name.
var readings = func() map[rune][]string {
	all := map[rune][]string{}
	for line := range entries(readingLines) {
		character, of, _ := strings.Cut(line, ":")
		all[[]rune(character)[0]] = strings.Fields(of)
	}
	return all
}()

var plainReading = func() pinyin.Args {
	args := pinyin.NewArgs()
	args.Style = pinyin.Normal
	return args
}()

// known caches the reading of each character, since removing tones is slow.
var known sync.Map

// ReadingsOf returns the readings of a Chinese character without tones, or nil if they are unknown.
func ReadingsOf(r rune) []string {
	if of, several := readings[r]; several {
		return of
	}
	if of, before := known.Load(r); before {
		return of.([]string)
	}
	of := pinyin.SinglePinyin(r, plainReading)
	if len(of) == 0 {
		return nil // not cached: clients can send any number of characters that no dictionary has
	}
	of = []string{strings.ReplaceAll(of[0], "ü", "v")}
	known.Store(r, of)
	return of
}
