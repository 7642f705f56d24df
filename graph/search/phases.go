package search

import (
	"slices"
	"strconv"
	"strings"
)

// phased is a text with the numbers of phases in it taken out: "Fund II", "Fund 2", "Phase Two" and 二期 say one number, and
// nothing else of how a name is written.
type phased struct {
	text
	numbers []int // in order, each once
}

// takePhases takes the numbers of phases out of a text. A text of nothing else stays as it is.
func takePhases(t text) phased {
	p := phased{text: t}
	var words []word
	for i, w := range t.words {
		rest, numbers, is := phaseOf(t.words, i)
		if is && words == nil {
			words = append(words, t.words[:i]...)
		}
		p.numbers = append(p.numbers, numbers...)
		switch {
		case is:
			words = append(words, rest...)
		case words != nil:
			words = append(words, w)
		}
	}
	if len(p.numbers) == 0 || len(words) == 0 {
		return phased{text: t}
	}
	slices.Sort(p.numbers)
	p.numbers = slices.Compact(p.numbers)
	p.text = text{words: words, han: t.han}
	p.text.finish()
	return p
}

// phaseOf returns what is left of a word without the number of a phase, the number, and whether there is one or the word only
// says that one comes.
func phaseOf(words []word, i int) (rest []word, numbers []int, is bool) {
	w := words[i]
	if w.han {
		return phaseOfHan(words, i)
	}
	counted := i > 0 && slices.Contains(counters, words[i-1].text)
	switch number := numberOf(w.text); {
	case number == 0:
		if w.text == fundWord || !isCounter(w) {
			return nil, nil, false
		}
		return nil, nil, i+1 < len(words) && numberOf(words[i+1].text) > 0 || i > 0 && isOrdinal(words[i-1].text)
	case counted, isDigits(w.text) && i+1 < len(words) && words[i+1].han && strings.ContainsAny(firstOf(words[i+1].text), countersZh):
	case len(w.text) > 1 && i > 0 && strings.Trim(w.text, "ivx") == "":
	case i+1 < len(words) && isOrdinal(w.text) && slices.ContainsFunc(words[i+1:min(i+6, len(words))], isCounter):
	default:
		return nil, nil, false
	}
	return nil, []int{numberOf(w.text)}, true
}

const fundWord = "fund"

var (
	// counters are the words that a number of a phase stands behind.
	counters = []string{"phase", fundWord, "stage", "no", "number"}
	// countersZh are the characters that it stands before.
	countersZh = "期号"
)

func isCounter(w word) bool { return slices.Contains(counters, w.text) }

func firstOf(s string) string {
	first, _ := firstRunes(s, 1)
	return first
}

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// isOrdinal reports whether a word is such as "third" or "3rd".
func isOrdinal(s string) bool {
	return isCountedOrdinal(s) || slices.Contains(strings.Fields(ordinalWords), s)
}

func isCountedOrdinal(s string) bool {
	return len(s) > 2 && isDigits(s[:len(s)-2]) && slices.Contains([]string{"st", "nd", "rd", "th"}, s[len(s)-2:])
}

// mostNumber is the greatest number of a phase; a year can stand for one.
const mostNumber = 9999

// numberOf returns the number that a word is, 0 for one that is none.
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

// phaseOfHan takes a number such as 二期 or 第二期 out of Chinese characters, and what stands around digits in 第2期.
func phaseOfHan(words []word, i int) (rest []word, numbers []int, is bool) {
	w := words[i]
	if !strings.ContainsAny(w.text, countersZh+"第") {
		return nil, nil, false
	}
	runes := []rune(w.text)
	if i > 0 && isDigits(words[i-1].text) && strings.ContainsRune(countersZh, runes[0]) {
		return restOf(w, nil, runes[1:]), nil, true
	}
	if i+1 < len(words) && isDigits(words[i+1].text) && runes[len(runes)-1] == '第' {
		return restOf(w, runes[:len(runes)-1], nil), nil, true
	}
	for at := 1; at < len(runes); at++ {
		if !strings.ContainsRune(countersZh, runes[at]) {
			continue
		}
		start := at
		for start > 0 && strings.ContainsRune(numeralsZh, runes[start-1]) {
			start--
		}
		number := numberOfHan(runes[start:at])
		if number == 0 {
			continue
		}
		if start > 0 && runes[start-1] == '第' {
			return restOf(w, runes[:start-1], runes[at+1:]), []int{number}, true
		}
		return restOf(w, runes[:start], runes[at+1:]), []int{number}, true
	}
	return nil, nil, false
}

// restOf returns what is left of a word before and behind what is taken out.
func restOf(w word, before, behind []rune) []word {
	var rest []word
	for _, runes := range [][]rune{before, behind} {
		if len(runes) > 0 {
			rest = append(rest, wordOf(runes, w.class, w.note))
		}
	}
	return rest
}

const numeralsZh = "一二三四五六七八九十"

// numberOfHan returns the number from 1 to 99 that Chinese numerals write, 0 where they write none.
func numberOfHan(numerals []rune) int {
	number, before := 0, 0
	for _, r := range numerals {
		digit := strings.IndexRune(numeralsZh, r)/len("一") + 1
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
