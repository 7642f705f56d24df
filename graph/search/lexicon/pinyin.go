package lexicon

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"
)

//go:embed readings.txt
var readingLines string

// readings are those of the characters that names are read differently with than most words are, or in several ways.
// The first is the more likely one in a name.
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

// known keeps how characters are read, by character, since taking the tones off takes long.
var known sync.Map

// ReadingsOf returns how a Chinese character is read, without its tone; nothing where that is not known.
func ReadingsOf(r rune) []string {
	if of, several := readings[r]; several {
		return of
	}
	if of, before := known.Load(r); before {
		return of.([]string)
	}
	of := pinyin.SinglePinyin(r, plainReading)
	if len(of) == 0 {
		return nil // not kept: clients can write any number of characters that no dictionary has
	}
	of = []string{strings.ReplaceAll(of[0], "ü", "v")}
	known.Store(r, of)
	return of
}
