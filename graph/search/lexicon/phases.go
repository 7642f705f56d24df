package lexicon

import (
	"slices"
	"strconv"
	"strings"
)

// Phased is a text without its phase numbers: "Fund II", "Fund 2", "Phase Two" and 二期 have the same number, and
// differ only in notation.
type Phased struct {
	Text
	Numbers []int // in order, each once
}

// TakePhases removes the phase numbers from a text. A text of nothing else is returned unchanged.
func TakePhases(t Text) Phased {
	p := Phased{Text: t}
	var words []Word
	for i, w := range t.Words {
		rest, numbers, is := phaseOf(t.Words, i)
		if is && words == nil {
			words = append(words, t.Words[:i]...)
		}
		p.Numbers = append(p.Numbers, numbers...)
		switch {
		case is:
			words = append(words, rest...)
		case words != nil:
			words = append(words, w)
		}
	}
	if len(p.Numbers) == 0 || len(words) == 0 {
		return Phased{Text: t}
	}
	slices.Sort(p.Numbers)
	p.Numbers = slices.Compact(p.Numbers)
	p.Text = Text{Words: words, Han: t.Han}
	p.Text.Finish()
	return p
}

// phaseOf returns the rest of a word without the number of a phase, the number, and whether the word has one or only
// announces one, such as "phase".
func phaseOf(words []Word, i int) (rest []Word, numbers []int, is bool) {
	w := words[i]
	if w.Han {
		return phaseOfHan(words, i)
	}
	counted := i > 0 && slices.Contains(counters, words[i-1].Text)
	switch number := numberOf(w.Text); {
	case number == 0:
		if w.Text == fundWord || !isCounter(w) {
			return nil, nil, false
		}
		return nil, nil, i+1 < len(words) && numberOf(words[i+1].Text) > 0 || i > 0 && isOrdinal(words[i-1].Text)
	case counted, isDigits(w.Text) && i+1 < len(words) && words[i+1].Han && isCounterZh(words[i+1].Text):
	case len(w.Text) > 1 && i > 0 && strings.Trim(w.Text, "ivx") == "":
	case i+1 < len(words) && isOrdinal(w.Text) && slices.ContainsFunc(words[i+1:min(i+6, len(words))], isCounter):
	default:
		return nil, nil, false
	}
	return nil, []int{numberOf(w.Text)}, true
}

const fundWord = "fund"

var (
	// counters are the words that precede a phase number.
	counters = []string{"phase", fundWord, "stage", "no", "number"}
	// countersZh are the characters that follow a phase number.
	countersZh = "期号"
)

func isCounter(w Word) bool { return slices.Contains(counters, w.Text) }

// isCounterZh reports whether a Chinese text begins with a character that follows a phase number.
func isCounterZh(s string) bool { return strings.IndexAny(s, countersZh) == 0 }

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// isOrdinal reports whether a word is an ordinal, such as "third" or "3rd".
func isOrdinal(s string) bool {
	return isCountedOrdinal(s) || slices.Contains(strings.Fields(ordinalWords), s)
}

func isCountedOrdinal(s string) bool {
	return len(s) > 2 && isDigits(s[:len(s)-2]) && slices.Contains([]string{"st", "nd", "rd", "th"}, s[len(s)-2:])
}

// mostNumber is the highest phase number. A year can be one.
const mostNumber = 9999

// numberOf returns the value of a number, or 0 for another word.
func numberOf(s string) int {
	if isCountedOrdinal(s) {
		s = s[:len(s)-2]
	}
	if isDigits(s) {
		n, err := strconv.Atoi(s)
		if err != nil || n > mostNumber {
			return 0
		}
		return n
	}
	return phaseNumbers[s]
}

var phaseNumbers = func() map[string]int {
	all := map[string]int{}
	for _, list := range []string{
		"i ii iii iv v vi vii viii ix x xi xii xiii xiv xv", "one two three four five six seven eight nine ten",
		ordinalWords,
	} {
		for i, word := range strings.Fields(list) {
			all[word] = i + 1
		}
	}
	return all
}()

const ordinalWords = "first second third fourth fifth sixth seventh eighth ninth tenth"

// phaseOfHan removes a number such as 二期 or 第二期 from Chinese characters, and the characters around the digits of 第2期.
func phaseOfHan(words []Word, i int) (rest []Word, numbers []int, is bool) {
	w := words[i]
	if !strings.ContainsAny(w.Text, countersZh+"第") {
		return nil, nil, false
	}
	runes := []rune(w.Text)
	if i > 0 && isDigits(words[i-1].Text) && strings.ContainsRune(countersZh, runes[0]) {
		return restOf(w, nil, runes[1:]), nil, true
	}
	if i+1 < len(words) && isDigits(words[i+1].Text) && runes[len(runes)-1] == '第' {
		return restOf(w, runes[:len(runes)-1], nil), nil, true
	}
	for at := 1; at < len(runes); at++ {
		if !strings.ContainsRune(countersZh, runes[at]) {
			continue
		}
		start := at
		for start > 0 && strings.ContainsRune(NumeralsZh, runes[start-1]) {
			start--
		}
		if number := numberOfHan(runes[start:at]); number > 0 {
			if start > 0 && runes[start-1] == '第' {
				start--
			}
			return restOf(w, runes[:start], runes[at+1:]), []int{number}, true
		}
	}
	return nil, nil, false
}

// restOf returns the words before and after the removed characters.
func restOf(w Word, before, behind []rune) []Word {
	var rest []Word
	for _, runes := range [][]rune{before, behind} {
		if len(runes) > 0 {
			rest = append(rest, wordOf(runes, w.Class, w.Note))
		}
	}
	return rest
}

// NumeralsZh are the Chinese numerals from one to ten.
const NumeralsZh = "一二三四五六七八九十"

// numberOfHan returns the value of Chinese numerals from 1 to 99, or 0 if they are not a number.
func numberOfHan(numerals []rune) int {
	number, before := 0, 0
	for _, r := range numerals {
		digit := strings.IndexRune(NumeralsZh, r)/len("一") + 1
		switch {
		case digit == 10 && number == 0:
			number, before = max(before, 1)*10, 0
		case digit == 10 || before > 0:
			return 0
		default:
			before = digit
		}
	}
	return number + before
}
