package search

import (
	"strings"

	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

const (
	leastSoundBegins, mostSoundBegins = 0.7, 0.795
	leastSoundInside, mostSoundInside = 0.6, 0.75

	saidInOther  = 0.95 // same meaning in the other language
	meantInOther = 0.93 // the same, without a distinctive word, such as 上海国际集团
)

// bySound compares a text with a name in the other script by the pinyin of the Chinese one.
func bySound(a, t lexicon.Text) Verdict {
	han, latin := a, t
	if t.Han {
		han, latin = t, a
	}
	best := Verdict{}
	for _, roman := range lexicon.RomanForms(han.Words) {
		if a.Han {
			best = better(best, readAs(roman, latin.Joined))
		} else {
			best = better(best, readAs(latin.Joined, roman))
		}
	}
	if rest := romanBehindPlace(t); t.Han && len(rest) < len(t.Roman) && len(a.Joined) > 3 && strings.HasPrefix(rest, a.Joined) {
		share := float64(len(a.Joined)) / float64(len(rest))
		best = better(best, Verdict{between(leastSoundBegins, mostSoundBegins, share), Pinyin})
	}
	for _, roman := range lexicon.RomanForms(coreOf(han.Words)) {
		switch v := byDistance(roman, latin.Core, 0.75, 0.85); {
		case roman != "" && roman == latin.Core:
			best = better(best, Verdict{sameButFor(a, t, sameSoundOfCore), Pinyin})
		case v.Score > 0:
			best = better(best, Verdict{v.Score, Pinyin})
		}
	}
	return best
}

// coreOf returns the words that distinguish a name from others.
func coreOf(words []lexicon.Word) []lexicon.Word {
	var core []lexicon.Word
	for _, w := range words {
		if w.Class < lexicon.Generic && !w.Note {
			core = append(core, w)
		}
	}
	return core
}

// readAs compares a Latin text with the pinyin of a name, or the pinyin of a text with a Latin name.
func readAs(a, sound string) Verdict {
	switch {
	case a == "" || sound == "":
		return Verdict{}
	case a == sound:
		return Verdict{sameSound, Pinyin}
	}
	share := float64(len(a)) / float64(len(sound))
	switch at := strings.Index(sound, a); {
	case at == 0 && len(a) > 1:
		return Verdict{between(leastSoundBegins, mostSoundBegins, share), Pinyin}
	case at > 0 && len(a) > 3:
		return Verdict{between(leastSoundInside, mostSoundInside, share), Pinyin}
	}
	v := byDistance(a, sound, 0.75, 0.85)
	if v.Score > 0 {
		v.How = Pinyin
	}
	return v
}

// romanBehindPlace returns the pinyin of a name without its leading places.
func romanBehindPlace(t lexicon.Text) string {
	roman := t.Roman
	for _, w := range t.Words[:lexicon.LeadingPlaces(t.Words)] {
		roman = roman[len(w.Roman):]
	}
	return roman
}

// said is the meaning of a name, independent of its language.
type said struct {
	own    string // the pinyin of the words without a meaning
	places []string
	trades []string
	words  []string // all meanings except places
}

func saidBy(t lexicon.Text) said {
	var s said
	words := t.Words
	if !t.Han {
		words = lexicon.Spoken(words)
	}
	for _, w := range words {
		meaning := lexicon.Senses[w.Text].Meaning
		switch {
		case w.Class == lexicon.Legal:
			continue
		case w.Class == lexicon.Place:
			s.places = append(s.places, lexicon.PlaceOf(w.Text).Meaning)
			continue
		case meaning == "":
			s.own += w.Roman
			continue
		case w.Class == lexicon.Trade:
			s.trades = append(s.trades, meaning)
		}
		s.words = append(s.words, meaning)
	}
	return s
}

// byMeaning compares a text with a name in the other script: by the meanings of words, and by the pinyin of the
// others.
func byMeaning(query said, t lexicon.Text) Verdict {
	if query.own != "" && !strings.Contains(t.Roman, query.own) {
		return Verdict{}
	}
	had := saidBy(t)
	score, how := saidInOther, Pinyin
	switch {
	case query.own != had.own:
		return Verdict{}
	case query.own == "":
		lacks := len(lexicon.Beyond(query.places, had.places)) + len(lexicon.Beyond(query.words, had.words))
		if says := len(query.words); says == 0 || lacks > 0 || says == 1 && len(had.words) > 1 {
			return Verdict{} // a place alone is too general, and so is a single such word
		}
		score, how = meantInOther, Similar
	}
	score *= differing(query.places, had.places, 0.9, 0.95, 0.75)
	score *= differing(query.words, had.words, 0.9, 0.97, 0.78)
	if len(query.trades) == 0 && len(had.trades) > 0 {
		score *= 0.87 // the text has no trade, so it may be of a namesake
	}
	return Verdict{score, how}
}

// differing returns missing if only the text has more, extra if only the name has more, both if both do, and
// otherwise 1.
func differing(query, had []string, missing, extra, both float64) float64 {
	lacking, more := len(lexicon.Beyond(query, had)) > 0, len(lexicon.Beyond(had, query)) > 0
	switch {
	case lacking && more:
		return both
	case lacking:
		return missing
	case more:
		return extra
	}
	return 1
}
