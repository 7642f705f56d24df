package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a part of a text: letters and digits without a break, or Chinese characters that the lexicon takes together.
type word struct {
	text  string // folded
	roman string // as it is written in Latin letters
	runes int
	class class
	han   bool
	note  bool // it stands in brackets
}

// mass is what the word counts among others.
func (w word) mass() float64 {
	length := float64(w.runes)
	if w.han {
		length *= 2.5
	}
	if w.note {
		length /= 2
	}
	return weights[w.class] * min(length, 10)
}

// text is a name, or what is searched for, taken apart.
type text struct {
	words  []word
	joined string // the words without what is between them
	core   string // the same without words that say little
	roman  string // joined, in Latin letters
	romans string // core, in Latin letters
	runes  int
	mass   float64
	han    bool // it has Chinese characters
}

// parse takes a text apart.
func parse(s string) text {
	var t text
	inBrackets, dotted := false, false
	folded := withoutApostrophes(cut(fold(s))) // folding can make eighteen characters of one
	for len(folded) > 0 {
		r, size := utf8.DecodeRuneInString(folded)
		switch {
		case isWordRune(r):
			size = len(folded)
			for i, next := range folded {
				if !isWordRune(next) || isHan(next) != isHan(r) {
					size = i
					break
				}
			}
			t.add(folded[:size], isHan(r), inBrackets)
			if last := &t.words[len(t.words)-1]; dotted && slices.Contains(domains, last.text) {
				last.class = max(last.class, generic)
			}
			dotted = strings.HasPrefix(folded[size:], ".")
			if dotted {
				size++
			}
			folded = folded[size:]
			continue
		case r == '(' || r == '[':
			inBrackets = true
		case r == ')' || r == ']':
			inBrackets = false
		case r == '+':
			t.add("plus", false, inBrackets)
		}
		dotted = false
		folded = folded[size:]
	}
	t.finish()
	return t
}

// domains are the ends of names that are addresses, such as Fab.com and Pony.ai. Behind a point they say little, whatever
// they say as words.
var domains = []string{"com", "cn", "net", "org", "io", "ai", "co", "tv", "cc"}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// withoutApostrophes leaves out what not everybody writes within a word.
func withoutApostrophes(s string) string {
	if !strings.ContainsAny(s, "'’") {
		return s
	}
	return strings.NewReplacer("'", "", "’", "").Replace(s)
}

func (t *text) add(run string, han, note bool) {
	if !han {
		t.words = append(t.words, word{
			text: run, roman: run, runes: utf8.RuneCountInString(run), class: lexicon[run].class, note: note,
		})
		return
	}
	t.han = true
	runes := []rune(run)
	start := 0
	for start < len(runes) {
		length := leadingPlace(runes[start:])
		if length == 0 {
			break
		}
		t.addHan(runes[start:start+length], place, note)
		start += length
	}
	t.addTail(runes[start:], note)
}

// leadingPlace returns how many characters a place has that the text begins with.
func leadingPlace(runes []rune) int {
	for n := min(longest, len(runes)); n > 1; n-- {
		if lexicon[string(runes[:n])].class == place {
			return n
		}
	}
	for n := 3; n <= 4 && n < len(runes)-1; n++ { // a town that the lexicon does not have
		if last := runes[n-1]; last == '市' || last == '县' {
			return n
		}
	}
	return 0
}

// addTail takes the characters apart from the end: a name ends with its trade and its legal form, and what these leave is
// the telling word. A place counts as one only at the end, since most of the names of places are parts of other words.
func (t *text) addTail(runes []rune, note bool) {
	var parts []word // from the last to the first
	end, unknown := len(runes), len(runes)
	atEnd := true
	take := func(from, to int, c class) {
		if from < to {
			parts = append(parts, wordOf(runes[from:to], c, note))
		}
	}
	for end > 0 {
		length, c := 0, distinctive
		for n := min(longest, end); n > 1; n-- {
			if s, known := lexicon[string(runes[end-n:end])]; known &&
				(s.class != place || atEnd && end == unknown && (s.meaning == china || endsInWord(runes[:end-n]))) {
				length, c = n, s.class
				break
			}
		}
		if length == 0 {
			end--
			atEnd = false
			continue
		}
		take(end, unknown, distinctive)
		take(end-length, end, c)
		end -= length
		unknown = end
		atEnd = atEnd && c >= place
	}
	take(0, unknown, distinctive)
	slices.Reverse(parts)
	t.words = append(t.words, parts...)
}

// endsInWord reports whether the characters end with a word of the lexicon.
func endsInWord(runes []rune) bool {
	for n := min(longest, len(runes)); n > 1; n-- {
		if s, known := lexicon[string(runes[len(runes)-n:])]; known && s.class != place {
			return true
		}
	}
	return false
}

func (t *text) addHan(runes []rune, c class, note bool) {
	t.words = append(t.words, wordOf(runes, c, note))
}

func wordOf(runes []rune, c class, note bool) word {
	s := string(runes)
	return word{text: s, roman: romanOf(s), runes: len(runes), class: c, han: true, note: note}
}

// finish puts together what is asked of the words as a whole. Where all words say little they all are the core.
func (t *text) finish() {
	var joined, core, roman, romans strings.Builder
	t.mass, t.runes = 0, 0
	for _, w := range t.words {
		joined.WriteString(w.text)
		roman.WriteString(w.roman)
		if w.class < generic && !w.note {
			core.WriteString(w.text)
			romans.WriteString(w.roman)
		}
		t.mass += w.mass()
		t.runes += w.runes
	}
	t.joined, t.core, t.roman, t.romans = joined.String(), core.String(), roman.String(), romans.String()
	if t.core == "" {
		t.core, t.romans = t.joined, t.roman
	}
}

// variants returns the ways in which a name stands for itself: whole, and of one that has brackets also without them, and
// what is in them where that is Chinese beside Latin letters.
func variants(name string) []string {
	all := []string{name}
	open := strings.IndexAny(name, "(（")
	if open < 0 {
		return all
	}
	_, size := utf8.DecodeRuneInString(name[open:])
	inside, after, closed := name[open+size:], "", false
	if end := strings.IndexAny(inside, ")）"); end >= 0 {
		_, size := utf8.DecodeRuneInString(inside[end:])
		inside, after, closed = inside[:end], inside[end+size:], true
	}
	if outside := strings.TrimSpace(name[:open]) + after; closed && strings.TrimSpace(outside) != "" {
		all = append(all, outside)
	}
	if strings.ContainsFunc(inside, isHan) && !strings.ContainsFunc(name[:open], isHan) {
		all = append(all, inside)
	}
	return all
}

func hasHan(s string) bool { return strings.ContainsFunc(s, isHan) }

// romanForms returns the ways in which the Chinese characters of words are read, joined, the likeliest first and no more
// than a few.
func romanForms(words []word) []string {
	const most = 4
	forms := []string{""}
	for _, w := range words {
		if !w.han {
			for i := range forms {
				forms[i] += w.text
			}
			continue
		}
		for _, r := range w.text {
			of := readingsOf(r)
			if len(of) == 0 {
				continue
			}
			before := len(forms)
			for _, other := range of[1:] {
				for _, form := range forms[:before] {
					if len(forms) < most {
						forms = append(forms, form+other)
					}
				}
			}
			for i := range forms[:before] {
				forms[i] += of[0]
			}
		}
	}
	slices.Sort(forms[1:])
	return slices.Compact(forms)
}
