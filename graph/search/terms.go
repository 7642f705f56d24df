package search

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// Terms consist only of the letters a to z and digits, whatever the name is, so every index tokenizes them alike. The
// first letter is the kind of the term.
const (
	gramTerm    = 'g' // three letters in a row of the name in Latin letters, without separators
	startTerm   = 's' // the first letter of the name, or the first two
	headTerm    = 'f' // the beginning of the name as written: the first two Chinese characters, or the first three others
	wordTerm    = 'w' // the first letter of a word
	charTerm    = 'h' // a Chinese character
	pairTerm    = 'b' // two Chinese characters in a row
	initialTerm = 'i' // the initials
	kindTerm    = 'k' // the label
	idTerm      = 'd' // the id
)

const gram = 3 // letters

// The limits on the number of letters of initials.
const (
	FewestInitials = 2
	MostInitials   = 8
)

// Entry is the entry of a node in an index.
type Entry struct {
	Terms string // sorted and separated by spaces; "" for a node that is not found by name
	Key   int64
}

// NewEntry returns the entry of a node.
func NewEntry(n model.Node) Entry {
	names := Names(n)
	if len(names) == 0 {
		return Entry{}
	}
	all := append(make(terms, 0, 128), KindTerm(n.Label), termOfID(n.ID()))
	size := 0
	for i, name := range names {
		for j, s := range lexicon.Variants(lexicon.Cut(name.Text)) {
			t := lexicon.Parse(s)
			all.addName(s, t)
			if i == 0 && j == 0 {
				size = t.Runes
			}
		}
	}
	slices.Sort(all)
	return Entry{strings.Join(slices.Compact(all), " "), keyOf(size, n.ID())}
}

// termOfID returns the term of an id. It is a hash, because an id can contain any characters.
func termOfID(id string) string { return termOf(idTerm, strconv.FormatUint(hashOf(id), 36)) }

func hashOf(id string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(id))
	return h.Sum64()
}

// KeyUnit is the part of a key for one character of a name.
const KeyUnit = 1 << 40

// longestSize is the size in the keys of all longer names.
const longestSize = 255

// keyOf returns the key by which an index selects among too many nodes: the size of the name, and a number derived
// from the id. So the selection is the same in every store.
func keyOf(size int, id string) int64 {
	return int64(min(size, longestSize))*KeyUnit + int64(hashOf(id)%KeyUnit)
}

// KindTerm returns the term of all nodes with a label.
func KindTerm(l model.Label) string { return termOf(kindTerm, strings.ToLower(l.String())) }

// terms are the terms of a node, possibly with duplicates.
type terms []string

func (all *terms) add(kind byte, letters string) { *all = append(*all, termOf(kind, letters)) }

func (all *terms) addName(s string, t lexicon.Text) {
	for _, roman := range lexicon.RomanForms(t.Words) {
		all.addStart(roman)
		for _, g := range gramsOf(roman) {
			all.add(gramTerm, g)
		}
	}
	if head := headOf(t.Joined); head != "" {
		all.add(headTerm, head)
	}
	for _, w := range t.Words {
		if first, has := lexicon.FirstRunes(w.Roman, 1); has && w.Class < lexicon.Legal {
			all.add(wordTerm, first)
		}
	}
	if n := lexicon.LeadingPlaces(t.Words); n > 0 && n < len(t.Words) { // names are also looked up without their place
		all.addStart(t.Words[n].Roman)
	}
	for _, run := range hanRuns(t.Words, false) {
		for i, r := range run {
			all.add(charTerm, string(r))
			if i > 0 {
				all.add(pairTerm, string(run[i-1:i+1]))
			}
		}
	}
	for _, initials := range initialsOf(s, t) {
		all.add(initialTerm, initials)
	}
}

// headOf returns the beginning of a text, or "" if the text is too short.
func headOf(joined string) string {
	length := gram
	if first, _ := utf8.DecodeRuneInString(joined); lexicon.IsHan(first) {
		length = gram - 1
	}
	head, long := lexicon.FirstRunes(joined, length)
	if !long {
		return ""
	}
	return head
}

func (all *terms) addStart(roman string) {
	for n := 1; n < gram; n++ {
		if start, long := lexicon.FirstRunes(roman, n); long {
			all.add(startTerm, start)
		}
	}
}

// gramsOf returns the distinct grams of a text, in order.
func gramsOf(s string) []string {
	var grams []string
	var starts [gram]int
	n := 0
	for i, r := range s {
		starts[n%gram] = i
		if n++; n < gram {
			continue
		}
		g := s[starts[n%gram] : i+utf8.RuneLen(r)]
		if !slices.Contains(grams, g) {
			grams = append(grams, g)
		}
	}
	return grams
}

// hanRuns returns the runs of contiguous Chinese characters, without legal forms. With noteApart a bracket ends a
// run, since the brackets of a query need not be in the same position in a name.
func hanRuns(words []lexicon.Word, noteApart bool) [][]rune {
	var runs [][]rune
	together := false
	for i, w := range words {
		if !w.Han || w.Class == lexicon.Legal {
			together = false
			continue
		}
		if together && (!noteApart || w.Note == words[i-1].Note) {
			runs[len(runs)-1] = append(runs[len(runs)-1], []rune(w.Text)...)
		} else {
			runs = append(runs, []rune(w.Text))
		}
		together = true
	}
	return runs
}

// termOf returns a term. Characters beyond ASCII are written as numbers.
func termOf(kind byte, letters string) string {
	b := make([]byte, 0, 1+len(letters)*2)
	b = append(b, kind)
	for _, r := range letters {
		if r < utf8.RuneSelf {
			b = append(b, byte(r))
			continue
		}
		b = strconv.AppendInt(append(b, 'x'), int64(r), 36)
	}
	return string(b)
}

// initialsOf returns the abbreviations of a name: the initials of all words, of all but legal forms, of the
// distinctive words and trades, and of parts of words that begin with a capital. Chinese characters have their
// initials in pinyin.
func initialsOf(s string, t lexicon.Text) []string {
	var every, spoken, telling, humps []rune
	for _, w := range t.Words {
		letters := initialLetters(w)
		if w.Note {
			continue
		}
		if !slices.Contains(joining, w.Text) {
			every = append(every, letters...)
		}
		if w.Class < lexicon.Legal {
			spoken = append(spoken, letters...)
		}
		if w.Class <= lexicon.Trade {
			telling = append(telling, letters...)
		}
	}
	for i, r := range s {
		if r >= 'A' && r <= 'Z' {
			before, _ := utf8.DecodeLastRuneInString(s[:i])
			after, _ := utf8.DecodeRuneInString(s[i+1:])
			if !unicode.IsUpper(before) || unicode.IsLower(after) {
				humps = append(humps, unicode.ToLower(r))
			}
		}
	}
	var all []string
	for _, letters := range [][]rune{every, spoken, telling, humps} {
		if form := string(letters); len(letters) >= FewestInitials && len(letters) <= MostInitials &&
			!slices.Contains(all, form) {
			all = append(all, form)
		}
	}
	return all
}

// joining are the words without a letter in an abbreviation.
var joining = []string{"and", "of", "the", "for", "de"}

func initialLetters(w lexicon.Word) []rune {
	if !w.Han {
		r, _ := utf8.DecodeRuneInString(w.Text)
		return []rune{r}
	}
	letters := make([]rune, 0, w.Runes)
	for _, r := range w.Text {
		if of := lexicon.ReadingsOf(r); len(of) > 0 {
			letters = append(letters, rune(of[0][0]))
		}
	}
	return letters
}
