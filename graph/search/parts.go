package search

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// parts are what a name says, each by itself, for the comparison with another name.
type parts struct {
	telling []word // the words that tell the firm from others; of Chinese one word
	trades  []string
	general []string // what half of all firms are called
	fund    []string // what it is called as an investor
	roles   [ofInstitute + 1]bool
	places  []location
	numbers []string
	legal   bool   // it is written with its legal form
	whole   string // all that is said, joined
	inner   string // the same without places
	front   string // the same with the places before it, wherever they are
	han     bool
	bare    bool // all of it is telling, for it has no word that is distinctive
}

// partsOf takes the words of a name apart by what they say.
func partsOf(t text) parts {
	p := parts{han: t.han}
	words := spoken(t.words)
	p.bare = !slices.ContainsFunc(words, func(w word) bool { return w.class == distinctive && !isNumber(w.text) })
	last := lastSpoken(words)
	begun := false // a telling word that begins with a word of trade has been gone through
	var rest []word
	for i, w := range words {
		s := lexicon[w.text]
		switch {
		case w.class == legal && s.role == noRole && (s.meaning != "other" || i > last):
			p.legal = p.legal || s.meaning != "joining"
			continue
		case w.class == place && (!p.bare || i == 0 && w.han && s.meaning == china && len(words) > 1):
			p.places = append(p.places, location{placeOf(w.text), i == 0})
			continue
		case isPlaceInBrackets(words, i):
			p.places = append(p.places, location{placeOf(w.text), false})
			continue
		case isNumber(w.text) && !w.han && (i > 0 || len(words) == 1):
			p.numbers = append(p.numbers, number(w.text))
			continue
		}
		if p.bare && s.role != ofGroup && s.role != ofHolding {
			p.telling = append(p.telling, meant(w, s))
			continue
		}
		if !begun && (w.class == trade || w.class == generic) && s.role == noRole && leads(words[i:]) {
			p.telling = append(p.telling, w)
			continue
		}
		if w.class == distinctive || w.class == legal && s.role == noRole {
			if w.han && begun {
				p.trades = append(p.trades, w.text)
				continue
			}
			p.telling = append(p.telling, w)
			begun = begun || w.han
			continue
		}
		begun = begun || w.han
		rest = append(rest, w)
	}
	for _, w := range rest {
		p.addSaid(w)
	}
	if strings.HasSuffix(t.joined, "公司") || strings.HasSuffix(t.joined, "合伙") || strings.HasSuffix(t.joined, "合伙企业") {
		p.legal = true
	}
	p.finish(words)
	return p
}

// hasPlaceInBrackets reports whether one of the words is such a place.
func hasPlaceInBrackets(words []word) bool {
	for i := range words {
		if isPlaceInBrackets(words, i) {
			return true
		}
	}
	return false
}

// isPlaceInBrackets reports whether a Chinese word stands in brackets within a name, where a place stands that need be in no list.
func isPlaceInBrackets(words []word, i int) bool {
	return words[i].note && words[i].han && words[i].class == distinctive && (words[i].runes == 2 || words[i].runes == 3) &&
		i > 0 && words[i-1].han && !words[i-1].note && i+1 < len(words) && words[i+1].han && !words[i+1].note
}

// meant returns a word as what it means, for a name of such words alone.
func meant(w word, s sense) word {
	if s.meaning != "" {
		w.text = s.meaning
	}
	return w
}

// lastSpoken returns where the last word is that is more than a legal form.
func lastSpoken(words []word) int {
	last := len(words) - 1
	for last >= 0 && words[last].class == legal && lexicon[words[last].text].role == noRole {
		last--
	}
	return last
}

// leads reports whether a distinctive word comes behind words of trade, which then are a part of the telling word.
func leads(words []word) bool {
	for _, w := range words {
		switch {
		case w.class == distinctive && w.han == words[0].han:
			return true
		case w.class != trade && w.class != generic || lexicon[w.text].role != noRole:
			return false
		}
	}
	return false
}

func (p *parts) addSaid(w word) {
	s := lexicon[w.text]
	p.roles[s.role] = s.role != noRole
	switch {
	case w.class == generic && s.class != generic && s.class != trade && slices.Contains(domains, w.text):
		p.general = append(p.general, "domain")
	case s.role == ofFund:
		p.fund = append(p.fund, s.meaning)
	case s.role == ofGroup || s.role == ofHolding || s.role == ofInstitute:
		p.legal = p.legal || w.han && strings.HasSuffix(w.text, "公司")
	case s.class == trade:
		p.trades = append(p.trades, s.meaning)
	default:
		p.general = append(p.general, s.meaning)
	}
}

// finish puts the telling characters of Chinese together, and the lists in an order.
func (p *parts) finish(words []word) {
	var whole, inner, places strings.Builder
	for _, w := range words {
		if w.class == legal {
			continue
		}
		whole.WriteString(w.text)
		if w.class != place {
			inner.WriteString(w.text)
		} else {
			places.WriteString(placeOf(w.text).meaning)
		}
	}
	p.whole, p.inner = whole.String(), inner.String()
	p.front = places.String() + p.inner
	if p.han && len(p.telling) > 1 && !slices.ContainsFunc(p.telling, func(w word) bool { return !w.han }) {
		joined := p.telling[0]
		for _, w := range p.telling[1:] {
			joined.text, joined.roman, joined.runes = joined.text+w.text, joined.roman+w.roman, joined.runes+w.runes
		}
		p.telling = []word{joined}
	}
	if p.han && len(p.telling) == 1 && p.telling[0].runes > 2 {
		if bare, has := strings.CutSuffix(p.telling[0].text, "网"); has { // a site, which its firm need not be called
			p.telling[0] = wordOf([]rune(bare), distinctive, false)
			p.general = append(p.general, "domain")
		}
	}
	for _, list := range []*[]string{&p.trades, &p.general, &p.fund, &p.numbers} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
}

// spoken returns the words with single letters that stand together as one word, two words that the lexicon has as one, and the
// number of a phase as a word of its own.
func spoken(words []word) []word {
	var all []word
	for i := 0; i < len(words); i++ {
		w := words[i]
		if w.han {
			all = append(all, phase(w)...)
			continue
		}
		for i+1 < len(words) && w.runes == 1 && words[i+1].runes == 1 && !words[i+1].han && !isNumber(w.text+words[i+1].text) {
			i++
			w.text, w.roman, w.runes = w.text+words[i].text, w.roman+words[i].text, 1
			w.class = lexicon[w.text].class
		}
		if i+1 < len(words) && !words[i+1].han {
			if s, known := lexicon[w.text+words[i+1].text]; known {
				i++
				w.text, w.roman, w.class = w.text+words[i].text, w.roman+words[i].text, s.class
				w.runes = utf8.RuneCountInString(w.text)
			}
		}
		if i+1 < len(words) && (w.text == "phase" || w.text == "vehicle") && isNumber(words[i+1].text) {
			continue
		}
		all = append(all, w)
	}
	return all
}

// phase takes the number of a fund's phase out of a Chinese word.
func phase(w word) []word {
	runes := []rune(w.text)
	for i := 1; i < len(runes); i++ {
		if n := strings.IndexRune(numeralsZh, runes[i-1]); n >= 0 && (runes[i] == '期' || runes[i] == '号') {
			var all []word
			if i > 1 {
				all = append(all, wordOf(runes[:i-1], w.class, w.note))
			}
			digits := strconv.Itoa(n/len("一") + 1)
			all = append(all, word{text: digits, roman: digits, runes: 1, note: w.note})
			if i+1 < len(runes) {
				all = append(all, wordOf(runes[i+1:], w.class, w.note))
			}
			return all
		}
	}
	return []word{w}
}

var ordinals = map[string]string{
	"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
	"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8",
}

// number returns a number in digits.
func number(s string) string {
	if digits, is := ordinals[s]; is {
		return digits
	}
	return s
}

// isNumber reports whether a word is a number.
func isNumber(s string) bool {
	if strings.Trim(s, "0123456789") == "" {
		return true
	}
	_, is := ordinals[s]
	return is
}

func runeCount(s string) int { return utf8.RuneCountInString(s) }

// placeOf returns what is known of a place; a town that the lexicon does not have is its own meaning.
func placeOf(s string) sense {
	if known, is := lexicon[s]; is && known.class == place {
		return known
	}
	return sense{class: place, meaning: s}
}
