package search

import (
	_ "embed"
	"strings"
	"sync"
)

// class is how much a word tells one name from another.
type class uint8

const (
	distinctive class = iota
	trade             // what a firm makes or does
	place             // where it is
	generic           // what half of all firms are called: technology, investment, management
	legal             // its legal form, and words that only join others
)

// weights are what a letter of each class counts.
var weights = [...]float64{distinctive: 1, trade: 0.6, place: 0.4, generic: 0.25, legal: 0.05}

// role is what a word that is not distinctive says of the firm, where that tells an arm or a parent from the firm.
type role uint8

const (
	noRole      role = iota
	ofFund           // an investor
	ofGroup          // a group of firms
	ofHolding        // a firm that holds others
	ofInstitute      // one that does research
)

// sense is what the lexicon knows of a word.
type sense struct {
	class   class
	role    role
	meaning string // words of one meaning say the same, in whichever language
	within  string // the province or country that a city is in, as its meaning
}

//go:embed lexicon.txt
var lexiconLines string

//go:embed places.txt
var placeLines string

// lexicon holds the words that are not distinctive, folded.
var lexicon = func() map[string]sense {
	all := map[string]sense{}
	readWords(all, lexiconLines)
	readPlaces(all, placeLines)
	return all
}()

// kinds are the classes and roles of the lexicon's file by how it calls them.
var kinds = map[string]sense{
	"legal": {class: legal}, "group": {class: legal, role: ofGroup}, "holding": {class: legal, role: ofHolding},
	"institute": {class: generic, role: ofInstitute}, "fund": {class: generic, role: ofFund},
	"generic": {class: generic}, "trade": {class: trade},
}

func readWords(all map[string]sense, file string) {
	for line := range entries(file) {
		head, words, _ := strings.Cut(line, ":")
		kind, meaning, _ := strings.Cut(head, " ")
		s, known := kinds[kind]
		if !known {
			panic("search: the lexicon has a line of no class: " + line)
		}
		s.meaning = meaning
		for word := range strings.FieldsSeq(words) {
			all[word] = s
		}
	}
}

// china is the meaning of the country that most of the places are in.
const china = "中国"

// suffixes are what a Chinese place can have behind it.
var suffixes = []string{"", "市", "省", "县", "区", "自治区"}

func readPlaces(all map[string]sense, file string) {
	for line := range entries(file) {
		region, cities, _ := strings.Cut(line, ":")
		within := addPlace(all, region, "")
		for city := range strings.FieldsSeq(cities) {
			addPlace(all, city, within)
		}
	}
}

// addPlace adds the names of a place, and returns its meaning. A city that is called as its province is the province.
func addPlace(all map[string]sense, names, within string) string {
	meaning, _, others := strings.Cut(names, "/")
	if known, is := all[meaning]; is && known.class == place {
		return known.meaning
	}
	s := sense{class: place, meaning: meaning, within: within}
	if !others {
		names += "/" + romanOf(meaning)
	}
	for name := range strings.SplitSeq(names, "/") {
		if !isHan([]rune(name)[0]) {
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
		if of := readingsOf(r); len(of) > 0 {
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

// longest is how many characters the longest Chinese word of the lexicon has.
const longest = 8

// meanings are all that words of the lexicon mean but places.
var meanings = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, s := range lexicon {
		if s.class != place {
			all[s.meaning] = true
		}
	}
	return all
})

// abroad are the countries but China, as their meanings: the file has them behind the provinces.
var abroad = func() map[string]bool {
	countries := map[string]bool{}
	for line := range entries(placesAbroad()) {
		region, _, _ := strings.Cut(line, ":")
		meaning, _, _ := strings.Cut(region, "/")
		countries[meaning] = true
	}
	return countries
}()

func placesAbroad() string {
	_, behind, _ := strings.Cut(placeLines, "# Abroad\n")
	return behind
}
