package differential_test

import (
	"strings"

	"pgregory.net/rapid"

	"github.com/stakegraph/stakegraph/graph/model"
)

// pick draws a number from 0 to n-1, nearly uniformly. The ranges of rapid prefer small and extreme values.
func pick(t *rapid.T, n int) int {
	drawn := 0
	for bits := 1; bits < n<<2; bits <<= 1 {
		if rapid.Bool().Draw(t, "bit") {
			drawn += bits
		}
	}
	return drawn % n
}

// of draws one element.
func of[T any](t *rapid.T, several []T) T { return several[pick(t, len(several))] }

// chance returns true with a probability of so many eighths.
func chance(t *rapid.T, eighths int) bool { return pick(t, 8) >= 8-eighths }

// idEndings are the ends of ids.
var idEndings = []string{
	"a", "b", "c", "A", "ａ", "é", "e\u0301", "ß", "ss", "0", "1", "10", "9", "-", ":", " ", "%", "_", "*", "'", `"`,
	`\`, "$p", "?1", "{", "\t", "\u2028", "\ufeff", "\uffff", "﨎", "𠮷", "🐍", "\U0010ffff", strings.Repeat("x", 150),
}

var amounts = []int64{0, 1, -1, 5, 50, 99, 100, -100, 150_000_000_000, model.MaxAmount, -model.MaxAmount, 100}

// currencies are four that graphs have, and one that they do not have.
var currencies = []string{"USD", "CNY", "JPY", "ZZZ", "EUR"}

// dates have pairs with the same first day, the same last day or both.
var dates = []string{
	"2015", "2015-01", "2015-01-01", "2015-12", "2015-12-31", "2016-02", "2016-02-29", "2016-02-01", "2016", "0001",
	"0001-01-01", "9999", "9999-12-31",
}

// pieces are the parts of generated texts.
var pieces = []string{
	"a", "A", "ａ", "Ａ", "ab", "AB", "robot", "Robot", "ＲＯＢＯＴ", "é", "e\u0301", "É", "ß", "ss", "ẞ", "ς", "σ", "İ", "i\u0307",
	"ı", "ﬁ", "fi", "ガ", "ｶﾞ", "ｶ", "한", "한", "中", "云", "云资本", "ǆ", "ǅ",
	"\u0301", "\u200d", "\ufe0f", "\ud7ff", "\ue000", "\uf8ff", "﨎", "\ufffd", "\uffff", "𠮷", "🐍", "👩\u200d👧", "\U0010ffff",
	" ", "\t", "\n", "\r\n", "\x01", "\b", "\f", "\x1f", "\x7f", "\u0080", "\u00a0", "\u2028", "\ufeff", "\u202e",
	"'", "''", `"`, "`", `\`, `\\`, `\n`, `\u0041`, "/", "--", ";", "%", "%%", "_", "[a]", "*", "?", ".", ".*", "^", "$",
	"{", "}", "(", ")", "|", "$p", "$p.a0", "?1", ":a", "#", "&amp;", "<b>", "null", "true", "0", "00", "1", "-1", "9", "10",
	"1e3", "2015", strings.Repeat("长", 700), strings.Repeat("🐍", 300), strings.Repeat("ab", 900),
}

// drawWords draws the few texts of a graph, with variants of some.
func drawWords(t *rapid.T) []string {
	var words []string
	for range 6 + pick(t, 10) {
		word := of(t, pieces)
		for chance(t, 3) {
			word += of(t, pieces)
		}
		words = append(words, word)
		switch pick(t, 8) {
		case 0:
			words = append(words, strings.ToUpper(word))
		case 1:
			words = append(words, model.Fold(word))
		case 2:
			words = append(words, word+of(t, pieces))
		}
	}
	return words
}
