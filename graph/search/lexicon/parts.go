package lexicon

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Parts are the parts of a name, for the comparison with another name.
type Parts struct {
	Telling []Word // the distinctive words; of a Chinese name one word
	Trades  []string
	General []string // generic words
	Fund    []string // words for an investor
	Roles   [OfInstitute + 1]bool
	Places  []Location
	Numbers []string
	Legal   bool   // it has its legal form
	Whole   string // all words except legal forms, joined
	Inner   string // the same without places
	Front   string // the same with all places first
	Han     bool
	Bare    bool // it has no distinctive word, so all words are in Telling
}

// PartsOf groups the words of a name by their meanings.
func PartsOf(t Text) Parts {
	p := Parts{Han: t.Han}
	words := Spoken(t.Words)
	p.Bare = !slices.ContainsFunc(words, func(w Word) bool { return w.Class == Distinctive && !IsNumber(w.Text) })
	last := lastSpoken(words)
	begun := false // a Chinese word has been added to Telling or to the rest
	var rest []Word
	for i, w := range words {
		s := Senses[w.Text]
		switch {
		case w.Class == Legal && s.Role == NoRole && (s.Meaning != "other" || i > last):
			p.Legal = p.Legal || s.Meaning != "joining"
			continue
		case w.Class == Place && (!p.Bare || i == 0 && w.Han && s.Meaning == china && len(words) > 1):
			p.Places = append(p.Places, Location{PlaceOf(w.Text), i == 0})
			continue
		case isPlaceInBrackets(words, i):
			p.Places = append(p.Places, Location{PlaceOf(w.Text), false})
			continue
		case IsNumber(w.Text) && !w.Han && (i > 0 || len(words) == 1):
			p.Numbers = append(p.Numbers, number(w.Text))
			continue
		}
		if p.Bare && s.Role != OfGroup && s.Role != OfHolding {
			w.Text = cmp.Or(s.Meaning, w.Text)
			p.Telling = append(p.Telling, w)
			continue
		}
		if !begun && (w.Class == Trade || w.Class == Generic) && s.Role == NoRole && leads(words[i:]) {
			p.Telling = append(p.Telling, w)
			continue
		}
		if w.Class == Distinctive || w.Class == Legal && s.Role == NoRole {
			if w.Han && begun {
				p.Trades = append(p.Trades, w.Text)
				continue
			}
			p.Telling = append(p.Telling, w)
			begun = begun || w.Han
			continue
		}
		begun = begun || w.Han
		rest = append(rest, w)
	}
	for _, w := range rest {
		p.addSaid(w)
	}
	if strings.HasSuffix(t.Joined, "公司") || strings.HasSuffix(t.Joined, "合伙") || strings.HasSuffix(t.Joined, "合伙企业") {
		p.Legal = true
	}
	p.finish(words)
	return p
}

// HasPlaceInBrackets reports whether one of the words is a place in brackets.
func HasPlaceInBrackets(words []Word) bool {
	for i := range words {
		if isPlaceInBrackets(words, i) {
			return true
		}
	}
	return false
}

// isPlaceInBrackets reports whether a word is a Chinese one in brackets within a name. This is the position of a
// place, which need not be in the lexicon.
func isPlaceInBrackets(words []Word, i int) bool {
	return words[i].Note && words[i].Han && words[i].Class == Distinctive && (words[i].Runes == 2 || words[i].Runes == 3) &&
		i > 0 && words[i-1].Han && !words[i-1].Note && i+1 < len(words) && words[i+1].Han && !words[i+1].Note
}

// lastSpoken returns the index of the last word that is not a legal form.
func lastSpoken(words []Word) int {
	last := len(words) - 1
	for last >= 0 && words[last].Class == Legal && Senses[words[last].Text].Role == NoRole {
		last--
	}
	return last
}

// leads reports whether a distinctive word follows words for a trade. These then belong to the distinctive part.
func leads(words []Word) bool {
	for _, w := range words {
		switch {
		case w.Class == Distinctive && w.Han == words[0].Han:
			return true
		case w.Class != Trade && w.Class != Generic || Senses[w.Text].Role != NoRole:
			return false
		}
	}
	return false
}

func (p *Parts) addSaid(w Word) {
	s := Senses[w.Text]
	p.Roles[s.Role] = s.Role != NoRole
	switch {
	case w.Class == Generic && s.Class != Generic && s.Class != Trade && slices.Contains(domains, w.Text):
		p.General = append(p.General, "domain")
	case s.Role == ofFund:
		p.Fund = append(p.Fund, s.Meaning)
	case s.Role == OfGroup || s.Role == OfHolding || s.Role == OfInstitute:
		p.Legal = p.Legal || w.Han && strings.HasSuffix(w.Text, "公司")
	case s.Class == Trade:
		p.Trades = append(p.Trades, s.Meaning)
	default:
		p.General = append(p.General, s.Meaning)
	}
}

// finish joins the distinctive characters of a Chinese name, and sorts the lists.
func (p *Parts) finish(words []Word) {
	var whole, inner, places strings.Builder
	for _, w := range words {
		if w.Class == Legal {
			continue
		}
		whole.WriteString(w.Text)
		if w.Class != Place {
			inner.WriteString(w.Text)
		} else {
			places.WriteString(PlaceOf(w.Text).Meaning)
		}
	}
	p.Whole, p.Inner = whole.String(), inner.String()
	p.Front = places.String() + p.Inner
	if p.Han && len(p.Telling) > 1 && !slices.ContainsFunc(p.Telling, func(w Word) bool { return !w.Han }) {
		p.Telling = []Word{Join(p.Telling)}
	}
	if p.Han && len(p.Telling) == 1 && p.Telling[0].Runes > 2 {
		if bare, has := strings.CutSuffix(p.Telling[0].Text, "网"); has { // a website, which is not always part of the firm's name
			p.Telling[0] = wordOf([]rune(bare), Distinctive, false)
			p.General = append(p.General, "domain")
		}
	}
	for _, list := range []*[]string{&p.Trades, &p.General, &p.Fund, &p.Numbers} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
}

// Spoken returns the words with some changes: adjacent single letters become one word, two words that the lexicon has
// as one are joined, and the number of a phase becomes a word of its own.
func Spoken(words []Word) []Word {
	var all []Word
	for i := 0; i < len(words); i++ {
		w := words[i]
		if w.Han {
			all = append(all, phase(w)...)
			continue
		}
		for i+1 < len(words) && w.Runes == 1 && words[i+1].Runes == 1 && !words[i+1].Han && !IsNumber(w.Text+words[i+1].Text) {
			i++
			w.Text, w.Roman, w.Runes = w.Text+words[i].Text, w.Roman+words[i].Text, 1
			w.Class = Senses[w.Text].Class
		}
		if i+1 < len(words) && !words[i+1].Han {
			if s, known := Senses[w.Text+words[i+1].Text]; known {
				i++
				w.Text, w.Roman, w.Class = w.Text+words[i].Text, w.Roman+words[i].Text, s.Class
				w.Runes = utf8.RuneCountInString(w.Text)
			}
		}
		if i+1 < len(words) && (w.Text == "phase" || w.Text == "vehicle") && IsNumber(words[i+1].Text) {
			continue
		}
		all = append(all, w)
	}
	return all
}

// phase splits a Chinese word at the number of a fund's phase.
func phase(w Word) []Word {
	runes := []rune(w.Text)
	for i := 1; i < len(runes); i++ {
		if n := strings.IndexRune(NumeralsZh, runes[i-1]); n >= 0 && (runes[i] == '期' || runes[i] == '号') {
			var all []Word
			if i > 1 {
				all = append(all, wordOf(runes[:i-1], w.Class, w.Note))
			}
			digits := strconv.Itoa(n/len("一") + 1)
			all = append(all, Word{Text: digits, Roman: digits, Runes: 1, Note: w.Note})
			if i+1 < len(runes) {
				all = append(all, wordOf(runes[i+1:], w.Class, w.Note))
			}
			return all
		}
	}
	return []Word{w}
}

var ordinals = map[string]string{
	"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
	"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8",
}

// number returns a number in digits.
func number(s string) string { return cmp.Or(ordinals[s], s) }

// IsNumber reports whether a word is a number.
func IsNumber(s string) bool {
	return isDigits(s) || ordinals[s] != ""
}

// PlaceOf returns the sense of a place. A town that is not in the lexicon is its own meaning.
func PlaceOf(s string) Sense {
	if known, is := Senses[s]; is && known.Class == Place {
		return known
	}
	return Sense{Class: Place, Meaning: s}
}

// Beyond returns the elements of as that are not in bs.
func Beyond(as, bs []string) []string {
	var all []string
	for _, a := range as {
		if !slices.Contains(bs, a) {
			all = append(all, a)
		}
	}
	return all
}
