package lexicon

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/stakegraph/stakegraph/graph/model"
)

//go:embed opencc/TSCharacters.txt
var traditionalCharacters string

// The range of the most frequent Chinese characters, the first CJK block of Unicode.
const (
	firstUnified = 0x4e00
	lastUnified  = 0x9fff
)

// simplifications maps traditional characters to simplified ones, to the first if there are several.
type simplifications struct {
	unified [lastUnified - firstUnified + 1]rune // by character, from firstUnified on; 0 if it does not change
	others  map[rune]rune
}

func (s *simplifications) of(r rune) rune {
	simple := rune(0)
	if r >= firstUnified && r <= lastUnified {
		simple = s.unified[r-firstUnified]
	} else if r >= utf8.RuneSelf {
		simple = s.others[r]
	}
	if simple == 0 {
		return r
	}
	return simple
}

var simplified = sync.OnceValue(func() *simplifications {
	table := &simplifications{others: map[rune]rune{}}
	for line := range strings.Lines(traditionalCharacters) {
		traditional, others, isEntry := strings.Cut(strings.TrimSpace(line), "\t")
		if !isEntry || strings.HasPrefix(line, "#") {
			continue
		}
		from, _ := utf8.DecodeRuneInString(traditional)
		to, _ := utf8.DecodeRuneInString(others)
		switch {
		case from == to:
		case from >= firstUnified && from <= lastUnified:
			table.unified[from-firstUnified] = to
		default:
			table.others[from] = to
		}
	}
	return table
})

// Fold returns the form of a text for comparisons: without case, width, accents and tones, in simplified characters.
func Fold(s string) string {
	if plain, is := foldPlain(s); is {
		return plain
	}
	s = model.Fold(s)
	table := simplified()
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(table.of(r))
		}
	}
	return b.String()
}

// foldPlain folds a text of only ASCII and frequent Chinese characters, which is the common case. It reports whether
// the text is one.
func foldPlain(s string) (string, bool) {
	plain, changes := true, false
	for _, r := range s {
		if r >= utf8.RuneSelf && (r < firstUnified || r > lastUnified) {
			plain = false
			break
		}
		changes = changes || 'A' <= r && r <= 'Z' || r >= firstUnified && simplified().unified[r-firstUnified] != 0
	}
	if !plain || !changes {
		return s, plain
	}
	b := make([]byte, 0, len(s))
	for _, r := range s {
		switch {
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		case r >= firstUnified:
			r = simplified().of(r)
		}
		b = utf8.AppendRune(b, r)
	}
	return string(b), true
}

// IsHan reports whether a character is Chinese.
func IsHan(r rune) bool { return r >= 0x2e80 && unicode.Is(unicode.Han, r) }
