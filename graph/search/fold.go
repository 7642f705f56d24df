package search

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stakegraph/graph/model"
)

//go:embed opencc/TSCharacters.txt
var traditionalCharacters string

// simplified maps a traditional character to the simplified one that is written for it, the first where there are several.
var simplified = sync.OnceValue(func() map[rune]rune {
	table := map[rune]rune{}
	for line := range strings.Lines(traditionalCharacters) {
		traditional, others, isEntry := strings.Cut(strings.TrimSpace(line), "\t")
		if !isEntry || strings.HasPrefix(line, "#") {
			continue
		}
		from, _ := utf8.DecodeRuneInString(traditional)
		to, _ := utf8.DecodeRuneInString(others)
		if from != to {
			table[from] = to
		}
	}
	return table
})

// fold returns what a text is compared by: without regard to case, width, accents and tones, and in simplified characters.
func fold(s string) string {
	s = model.Fold(s)
	if isASCII(s) {
		return s
	}
	table := simplified()
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFD.String(s) {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		if plain, isTraditional := table[r]; isTraditional {
			r = plain
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func isHan(r rune) bool { return r >= 0x2e80 && unicode.Is(unicode.Han, r) }
