package search

import "strings"

const (
	leastSoundBegins, mostSoundBegins = 0.7, 0.795
	leastSoundInside, mostSoundInside = 0.6, 0.75

	saidInOther  = 0.95 // it says the same in the other language
	meantInOther = 0.93 // and has no word of its own, such as 上海国际集团
)

// bySound compares a text with a name in the other script by how the Chinese one of them is read.
func bySound(a, t text) verdict {
	han, latin := a, t
	if t.han {
		han, latin = t, a
	}
	compare := func(roman, letters string, same float64) verdict {
		if a.han {
			return readAs(roman, letters, same)
		}
		return readAs(letters, roman, same)
	}
	best := verdict{}
	for _, roman := range romanForms(han.words) {
		best = better(best, compare(roman, latin.joined, sameSound))
	}
	if rest := romanBehindPlace(t); t.han && len(rest) < len(t.roman) && len(a.joined) > 3 && strings.HasPrefix(rest, a.joined) {
		share := float64(len(a.joined)) / float64(len(rest))
		best = better(best, verdict{between(leastSoundBegins, mostSoundBegins, share), Pinyin})
	}
	for _, roman := range romanForms(coreOf(han.words)) {
		switch v := byDistance(roman, latin.core, 0.75, 0.85); {
		case roman != "" && roman == latin.core:
			best = better(best, verdict{sameButFor(a, t, sameSoundOfCore), Pinyin})
		case v.score > 0:
			best = better(best, verdict{v.score, Pinyin})
		}
	}
	return best
}

// coreOf returns the words that tell one name from another.
func coreOf(words []word) []word {
	var core []word
	for _, w := range words {
		if w.class < generic && !w.note {
			core = append(core, w)
		}
	}
	return core
}

// readAs compares a text in Latin letters with how a name is read, or how a text is read with a name in Latin letters.
func readAs(a, sound string, same float64) verdict {
	if a == "" || sound == "" {
		return verdict{}
	}
	if a == sound {
		return verdict{same, Pinyin}
	}
	share := float64(len(a)) / float64(len(sound))
	switch at := strings.Index(sound, a); {
	case at == 0 && len(a) > 1:
		return verdict{between(leastSoundBegins, mostSoundBegins, share), Pinyin}
	case at > 0 && len(a) > 3:
		return verdict{between(leastSoundInside, mostSoundInside, share), Pinyin}
	}
	v := byDistance(a, sound, 0.75, 0.85)
	if v.score > 0 {
		v.how = Pinyin
	}
	return v
}

// romanBehindPlace returns how a name is read without the places that it begins with.
func romanBehindPlace(t text) string {
	roman := t.roman
	for _, w := range t.words {
		if w.class != place {
			break
		}
		roman = roman[len(w.roman):]
	}
	return roman
}

// said is what a name says, in whichever language.
type said struct {
	own    string // how the words are read that mean nothing
	places []string
	trades []string
	words  []string // all that it means but places
}

func saidBy(t text) said {
	var s said
	words := t.words
	if !t.han {
		words = spoken(words)
	}
	for _, w := range words {
		meaning := lexicon[w.text].meaning
		switch {
		case w.class == legal:
			continue
		case w.class == place:
			s.places = append(s.places, placeOf(w.text).meaning)
			continue
		case meaning == "":
			s.own += w.roman
			continue
		case w.class == trade:
			s.trades = append(s.trades, meaning)
		}
		s.words = append(s.words, meaning)
	}
	return s
}

// byMeaning compares a text with a name in the other script: what has a meaning by that, and the rest by its sound.
func byMeaning(asked said, t text) verdict {
	if asked.own != "" && !strings.Contains(t.roman, asked.own) {
		return verdict{}
	}
	had := saidBy(t)
	score, how := saidInOther, Pinyin
	switch {
	case asked.own != had.own:
		return verdict{}
	case asked.own == "":
		lacks := len(beyond(asked.places, had.places)) + len(beyond(asked.words, had.words))
		if says := len(asked.words); says == 0 || lacks > 0 || says == 1 && len(had.words) > 1 {
			return verdict{} // a place alone says nothing, nor does one such word
		}
		score, how = meantInOther, Similar
	}
	score *= differing(asked.places, had.places, 0.9, 0.95, 0.75)
	score *= differing(asked.words, had.words, 0.9, 0.97, 0.78)
	if len(asked.trades) == 0 && len(had.trades) > 0 {
		score *= 0.87 // the text says nothing of a trade, so it may be of a namesake
	}
	return verdict{score, how}
}

// differing returns one of the shares: for what only the text says, for what only the name says, and for both.
func differing(asked, had []string, missing, extra, both float64) float64 {
	lacking, more := len(beyond(asked, had)) > 0, len(beyond(had, asked)) > 0
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
