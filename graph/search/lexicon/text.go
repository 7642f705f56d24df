package lexicon

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Word is a part of a text: letters and digits without a separator, or Chinese characters that form a word of the
// lexicon.
type Word struct {
	Text  string // folded
	Roman string // in Latin letters
	Runes int
	Class Class
	Han   bool
	Note  bool // it is in brackets
}

// Mass is the weight of the word in its text.
func (w Word) Mass() float64 {
	length := float64(w.Runes)
	if w.Han {
		length *= 2.5
	}
	if w.Note {
		length /= 2
	}
	return weights[w.Class] * min(length, 10)
}

// Text is a parsed name or search text.
type Text struct {
	Words  []Word
	Joined string // the words without separators
	Core   string // the same without generic words, legal forms and brackets
	Roman  string // joined, in Latin letters
	Runes  int
	Mass   float64
	Han    bool // it has Chinese characters
}

// Parse parses a text.
func Parse(s string) Text {
	var t Text
	inBrackets, dotted := false, false
	folded := apostrophes.Replace(Cut(Fold(s))) // folding can expand one character to eighteen
	for len(folded) > 0 {
		r, size := utf8.DecodeRuneInString(folded)
		switch {
		case isWordRune(r):
			size = len(folded)
			for i, next := range folded {
				if !isWordRune(next) || IsHan(next) != IsHan(r) {
					size = i
					break
				}
			}
			t.add(folded[:size], IsHan(r), inBrackets)
			if last := &t.Words[len(t.Words)-1]; dotted && slices.Contains(domains, last.Text) {
				last.Class = max(last.Class, Generic)
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
	t.Finish()
	return t
}

// domains are endings of names that are domain names, such as Fab.com and Pony.ai. After a point they are generic,
// whatever their class as words.
var domains = []string{"com", "cn", "net", "org", "io", "ai", "co", "tv", "cc"}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// apostrophes removes apostrophes, which are often omitted within a word.
var apostrophes = strings.NewReplacer("'", "", "’", "")

func (t *Text) add(run string, han, note bool) {
	if !han {
		t.Words = append(t.Words, Word{
			Text: run, Roman: run, Runes: utf8.RuneCountInString(run), Class: Senses[run].Class, Note: note,
		})
		return
	}
	t.Han = true
	runes := []rune(run)
	for length := leadingPlace(runes); length > 0; length = leadingPlace(runes) {
		t.Words = append(t.Words, wordOf(runes[:length], Place, note))
		runes = runes[length:]
	}
	t.AddTail(runes, note)
}

// leadingPlace returns the number of characters of the place that the text begins with, or 0.
func leadingPlace(runes []rune) int {
	for n := min(longest, len(runes)); n > 1; n-- {
		if Senses[string(runes[:n])].Class == Place {
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

// AddTail splits the characters from the end: a name ends with its trade and its legal form, and the rest is the
// distinctive word. Places are recognised only at the end, since most names of places are also parts of other words.
func (t *Text) AddTail(runes []rune, note bool) {
	var parts []Word // in reverse order
	end, unknown := len(runes), len(runes)
	atEnd := true
	take := func(from, to int, c Class) {
		if from < to {
			parts = append(parts, wordOf(runes[from:to], c, note))
		}
	}
	for end > 0 {
		length, c := 0, Distinctive
		for n := min(longest, end); n > 1; n-- {
			if s, known := Senses[string(runes[end-n:end])]; known &&
				(s.Class != Place || atEnd && end == unknown && (s.Meaning == china || endsInWord(runes[:end-n]))) {
				length, c = n, s.Class
				break
			}
		}
		if length == 0 {
			end--
			atEnd = false
			continue
		}
		take(end, unknown, Distinctive)
		take(end-length, end, c)
		end -= length
		unknown = end
		atEnd = atEnd && c >= Place
	}
	take(0, unknown, Distinctive)
	slices.Reverse(parts)
	t.Words = append(t.Words, parts...)
}

// endsInWord reports whether the characters end with a word of the lexicon.
func endsInWord(runes []rune) bool {
	for n := min(longest, len(runes)); n > 1; n-- {
		if s, known := Senses[string(runes[len(runes)-n:])]; known && s.Class != Place {
			return true
		}
	}
	return false
}

func wordOf(runes []rune, c Class, note bool) Word {
	s := string(runes)
	return Word{Text: s, Roman: romanOf(s), Runes: len(runes), Class: c, Han: true, Note: note}
}

// Finish computes the values of the whole text from its words. If all words are generic, the core has all of them.
func (t *Text) Finish() {
	var joined, core, roman strings.Builder
	t.Mass, t.Runes = 0, 0
	for _, w := range t.Words {
		joined.WriteString(w.Text)
		roman.WriteString(w.Roman)
		if w.Class < Generic && !w.Note {
			core.WriteString(w.Text)
		}
		t.Mass += w.Mass()
		t.Runes += w.Runes
	}
	t.Joined, t.Core, t.Roman = joined.String(), core.String(), roman.String()
	if t.Core == "" {
		t.Core = t.Joined
	}
}

// Join returns the words as one word with the class of the first.
func Join(words []Word) Word {
	joined := words[0]
	for _, w := range words[1:] {
		joined.Text, joined.Roman, joined.Runes = joined.Text+w.Text, joined.Roman+w.Roman, joined.Runes+w.Runes
	}
	return joined
}

// JoinedText returns the texts of the words without separators.
func JoinedText(words []Word) string {
	joined := ""
	for _, w := range words {
		joined += w.Text
	}
	return joined
}

// LeadingPlaces returns the number of places at the beginning of the words.
func LeadingPlaces(words []Word) int {
	n := 0
	for n < len(words) && words[n].Class == Place {
		n++
	}
	return n
}

// HasDistinctive reports whether one of the words is distinctive.
func HasDistinctive(words []Word) bool {
	return slices.ContainsFunc(words, func(w Word) bool { return w.Class == Distinctive })
}

// Variants returns the forms of a name: the whole name and, if it has brackets, the name without them, and their
// content if that is Chinese after Latin letters.
func Variants(name string) []string {
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
	if HasHan(inside) && !HasHan(name[:open]) {
		all = append(all, inside)
	}
	return all
}

// HasHan reports whether a text has a Chinese character.
func HasHan(s string) bool { return strings.ContainsFunc(s, IsHan) }

// RomanForms returns at most four readings of the words in Latin letters, joined, the most likely first.
func RomanForms(words []Word) []string {
	const most = 4
	forms := []string{""}
	for _, w := range words {
		if !w.Han {
			for i := range forms {
				forms[i] += w.Text
			}
			continue
		}
		for _, r := range w.Text {
			of := ReadingsOf(r)
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

// maxName is the number of characters of a name that are indexed.
const maxName = 300

// Cut returns the first maxName characters of a text.
func Cut(s string) string {
	cut, _ := FirstRunes(s, maxName)
	return cut
}

// FirstRunes returns the first n characters, and reports whether the text has that many.
func FirstRunes(s string, n int) (first string, has bool) {
	if len(s) < n {
		return s, false
	}
	for i := range s {
		if n == 0 {
			return s[:i], true
		}
		n--
	}
	return s, n == 0
}
