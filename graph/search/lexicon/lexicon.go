package lexicon

import (
	_ "embed"
	"strings"
	"sync"
)

// Class is the degree to which a word distinguishes a name from others.
type Class uint8

// The classes, the most distinctive first.
const (
	Distinctive Class = iota
	Trade             // the product or the business of a firm
	Place             // its location
	Generic           // common in names of firms: technology, investment, management
	Legal             // its legal form, and conjunctions
)

// weights are the weights of one letter of each class.
var weights = [...]float64{Distinctive: 1, Trade: 0.6, Place: 0.4, Generic: 0.25, Legal: 0.05}

// Role is the kind of organisation that a word indicates, if that distinguishes a subsidiary or a parent from the
// firm.
type Role uint8

// The roles.
const (
	NoRole      Role = iota
	ofFund           // an investor
	OfGroup          // a group of firms
	OfHolding        // a firm that owns others
	OfInstitute      // a research institute
)

// Sense is the entry of a word in the lexicon.
type Sense struct {
	Class   Class
	Role    Role
	Meaning string // equal for words of the same meaning in any language
	Within  string // of a city: the meaning of its province or country
}

//go:embed lexicon.txt
var lexiconLines string

//go:embed places.txt
var placeLines string

// Senses are the words of the lexicon by their folded form. All other words are distinctive.
var Senses = func() map[string]Sense {
	all := map[string]Sense{}
	readWords(all, lexiconLines)
	readPlaces(all, placeLines)
	return all
}()

// kinds are the classes and roles by their names in the file of the lexicon.
var kinds = map[string]Sense{
	"legal": {Class: Legal}, "group": {Class: Legal, Role: OfGroup}, "holding": {Class: Legal, Role: OfHolding},
	"institute": {Class: Generic, Role: OfInstitute}, "fund": {Class: Generic, Role: ofFund},
	"generic": {Class: Generic}, "trade": {Class: Trade},
}

func readWords(all map[string]Sense, file string) {
	for line := range entries(file) {
		head, words, _ := strings.Cut(line, ":")
		kind, meaning, _ := strings.Cut(head, " ")
		s, known := kinds[kind]
		if !known {
			panic("lexicon: the lexicon has a line of no class: " + line)
		}
		s.Meaning = meaning
		for word := range strings.FieldsSeq(words) {
			all[word] = s
		}
	}
}

// china is the meaning of the country of most places.
const china = "中国"

// suffixes are the suffixes of Chinese places.
var suffixes = []string{"", "市", "省", "县", "区", "自治区"}

func readPlaces(all map[string]Sense, file string) {
	for line := range entries(file) {
		region, cities, _ := strings.Cut(line, ":")
		within := addPlace(all, region, "")
		for city := range strings.FieldsSeq(cities) {
			addPlace(all, city, within)
		}
	}
}

// addPlace adds the names of a place, and returns its meaning. A city with the name of its province means the
// province.
func addPlace(all map[string]Sense, names, within string) string {
	meaning, _, others := strings.Cut(names, "/")
	if known, is := all[meaning]; is && known.Class == Place {
		return known.Meaning
	}
	s := Sense{Class: Place, Meaning: meaning, Within: within}
	if !others {
		names += "/" + romanOf(meaning)
	}
	for name := range strings.SplitSeq(names, "/") {
		if !IsHan([]rune(name)[0]) {
			if _, is := all[name]; !is {
				all[name] = s
			}
			continue
		}
		for _, suffix := range suffixes {
			all[name+suffix] = s
		}
	}
	return meaning
}

func romanOf(s string) string {
	var b strings.Builder
	for _, r := range s {
		if of := ReadingsOf(r); len(of) > 0 {
			b.WriteString(of[0])
		}
	}
	return b.String()
}

// entries yields the lines of a file without comments and empty lines.
func entries(file string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(file) {
			line = strings.TrimSpace(line)
			if line != "" && !strings.HasPrefix(line, "#") && !yield(line) {
				return
			}
		}
	}
}

// words returns the words of a file.
func words(file string) []string {
	var all []string
	for line := range entries(file) {
		all = append(all, strings.Fields(line)...)
	}
	return all
}

// longest is the number of characters of the longest Chinese word of the lexicon.
const longest = 8

// Meanings are the meanings of all words of the lexicon except places.
var Meanings = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, s := range Senses {
		if s.Class != Place {
			all[s.Meaning] = true
		}
	}
	return all
})

// abroad are the meanings of all countries except China. The file lists them after the provinces.
var abroad = func() map[string]bool {
	countries := map[string]bool{}
	_, behind, _ := strings.Cut(placeLines, "# Abroad\n")
	for line := range entries(behind) {
		region, _, _ := strings.Cut(line, ":")
		meaning, _, _ := strings.Cut(region, "/")
		countries[meaning] = true
	}
	return countries
}()
