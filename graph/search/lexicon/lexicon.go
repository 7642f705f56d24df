package lexicon

import (
	_ "embed"
	"strings"
	"sync"
)

// Class is how much a word tells one name from another.
type Class uint8

// The classes, the most telling first.
const (
	Distinctive Class = iota
	Trade             // what a firm makes or does
	Place             // where it is
	Generic           // what half of all firms are called: technology, investment, management
	Legal             // its legal form, and words that only join others
)

// weights are what a letter of each class counts.
var weights = [...]float64{Distinctive: 1, Trade: 0.6, Place: 0.4, Generic: 0.25, Legal: 0.05}

// Role is what a word that is not distinctive says of the firm, where that tells an arm or a parent from the firm.
type Role uint8

// The roles.
const (
	NoRole      Role = iota
	ofFund           // an investor
	OfGroup          // a group of firms
	OfHolding        // a firm that holds others
	OfInstitute      // one that does research
)

// Sense is what the lexicon knows of a word.
type Sense struct {
	Class   Class
	Role    Role
	Meaning string // words of one meaning say the same, in whichever language
	Within  string // the province or country that a city is in, as its meaning
}

//go:embed lexicon.txt
var lexiconLines string

//go:embed places.txt
var placeLines string

// Senses holds the words that are not distinctive, folded.
var Senses = func() map[string]Sense {
	all := map[string]Sense{}
	readWords(all, lexiconLines)
	readPlaces(all, placeLines)
	return all
}()

// kinds are the classes and roles of the lexicon's file by how it calls them.
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

// china is the meaning of the country that most of the places are in.
const china = "中国"

// suffixes are what a Chinese place can have behind it.
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

// addPlace adds the names of a place, and returns its meaning. A city that is called as its province is the province.
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

// entries yields the lines of a file that say something.
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

// longest is how many characters the longest Chinese word of the lexicon has.
const longest = 8

// Meanings are all that words of the lexicon mean but places.
var Meanings = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, s := range Senses {
		if s.Class != Place {
			all[s.Meaning] = true
		}
	}
	return all
})

// abroad are the countries but China, as their meanings: the file has them behind the provinces.
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
