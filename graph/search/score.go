package search

import (
	"math"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// How is in what way a name was found to be meant.
type How uint8

// The ways, the surest first.
const (
	Exact        How = iota // it is the text, but for case, width, accents, and how Chinese is written
	Prefix                  // it begins with the text
	Pinyin                  // it sounds as the text does
	Abbreviation            // the text is made of its first letters
	Similar                 // they have much in common
)

// String returns its name in the schema.
func (h How) String() string {
	return [...]string{"EXACT", "PREFIX", "PINYIN", "ABBREVIATION", "SIMILAR"}[h]
}

// Verdict is how well a name fits a text, from 0 to 1, and in what way.
type Verdict struct {
	Score float64
	How   How
}

func better(a, b Verdict) Verdict {
	if b.Score > a.Score {
		return b
	}
	return a
}

// between returns the score between two for a share from 0 to 1.
func between(least, most, share float64) float64 { return least + (most-least)*min(share, 1) }

// What the ways count. docs/search.md explains them. A name that begins with a text counts more than one that has it
// elsewhere, and that more than one that resembles it.
const (
	otherNumeral    = 0.99 // but for how the number of a phase is written
	sameCore        = 0.96 // but for words that say little
	otherGeneric    = 0.76 // each has a word that says little and that the other has not
	sameSound       = 0.97
	sameSoundOfCore = 0.93
	sameCharacters  = 0.9 // other characters with one sound
	initialsScore   = 0.88
	initialsAndC    = 0.8
	initialsTyped   = 0.77
	sureInitials    = 4 // so many letters are an abbreviation even where they are small
	withoutBrackets = 0.98
	otherOrder      = 0.97
	covered         = 0.25 // how much of a score is for the part of the name that the text has

	leastBegins, mostBegins           = 0.8, 0.98
	leastBehindPlace, mostBehindPlace = 0.78, 0.94 // it begins with the text, but for a place
	leastBehindLatin                  = 0.765      // the same in Latin letters, where it is rarer that a name begins with one
	leastInside, mostInside           = 0.7, 0.78
	mostInOrder                       = 0.795 // all words of the text, in order, with others among them or before
	mostAlike                         = 0.775
)

// What is taken from a score where a node and a text differ in more than one name tells.
const (
	otherPhase  = 0.7   // the node has another number than the text
	noPhase     = 0.93  // the node has no number
	phaseUnsaid = 0.985 // the text has none
	ofSource    = 0.93  // a title tells of things, and what is looked for is mostly one of them
)

// alike takes back how well a name fits that only resembles the text.
func alike(score float64) float64 {
	const plain = 0.7
	if score <= plain {
		return score
	}
	return between(plain, mostAlike, (score-plain)/(1-plain))
}

// fit returns how well a node fits the text, and which of its names does best.
func (q Query) fit(n model.Node) (best Verdict, by Name) {
	best, by = q.fitAlone(n)
	for _, other := range q.others {
		v, name := other.fitAlone(n)
		if v.Score *= other.worth; v.Score > best.Score {
			best, by = Verdict{math.Round(v.Score*1e4) / 1e4, Similar}, name
		}
	}
	return best, by
}

// fitAlone is fit without the other texts that the text stands for.
func (q Query) fitAlone(n model.Node) (best Verdict, by Name) {
	names := Names(n)
	var numbers []int
	for _, name := range names {
		v, of := q.compareName(name.Text)
		numbers = append(numbers, of...)
		if v.Score > best.Score {
			best, by = v, name
		}
	}
	isName := best.Score == 1 && len(q.phased.Numbers) == 0 && q.worth == 0
	if factor := q.phases(numbers); factor < 1 && !isName {
		best.Score *= factor
		if best.How == Exact {
			best.How = Similar
		}
	}
	if n.Label == model.Source {
		best.Score *= ofSource
	}
	best.Score = math.Round(best.Score*1e4) / 1e4
	return best, by
}

// phases returns what the numbers of a node take from its score.
func (q Query) phases(numbers []int) float64 {
	query := q.phased.Numbers
	switch {
	case len(query) == 0 && len(numbers) == 0:
		return 1
	case len(query) == 0:
		return phaseUnsaid
	case len(numbers) == 0:
		return noPhase
	case slices.ContainsFunc(query, func(n int) bool { return !slices.Contains(numbers, n) }):
		return otherPhase
	}
	return 1
}

// Compare tells how well a name alone fits.
func (q Query) Compare(name string) Verdict {
	v, numbers := q.compareName(name)
	v.Score = math.Round(v.Score*q.phases(numbers)*1e4) / 1e4
	return v
}

// compareName tells how well a name fits but for the numbers in it, and returns these.
func (q Query) compareName(name string) (best Verdict, numbers []int) {
	for i, s := range lexicon.Variants(lexicon.Cut(name)) {
		t := lexicon.TakePhases(lexicon.Parse(s))
		numbers = append(numbers, t.Numbers...)
		v := q.compareVariant(s, t)
		if i > 0 {
			v.Score *= withoutBrackets
		}
		best = better(best, v)
	}
	return best, numbers
}

func (q Query) compareVariant(s string, t lexicon.Phased) Verdict {
	a := q.phased.Text
	switch {
	case a.Joined == "" || t.Joined == "":
		return Verdict{}
	case a.Joined == t.Joined && len(q.phased.Numbers)+len(t.Numbers) == 0:
		return Verdict{1, Exact}
	case a.Joined == t.Joined:
		return Verdict{otherNumeral, Exact}
	}
	best := q.byWords(a, t.Text)
	switch {
	case a.Han == t.Han:
		best = better(best, q.byLetters(a, t.Text))
		if t.Han {
			best = better(best, q.byCharacters(t.Text))
			if a.Roman == t.Roman {
				best = better(best, Verdict{sameCharacters, Pinyin})
			}
		}
	default:
		best = better(best, bySound(a, t.Text))
		best = better(best, byMeaning(q.said, t.Text))
	}
	if q.IsInitials() {
		of := initialsOf(s, t.Text)
		if slices.Contains(of, q.Text.Joined) {
			best = better(best, Verdict{q.initialsScore(), Abbreviation})
		} else if bare, has := strings.CutSuffix(q.Text.Joined, "c"); has && slices.Contains(of, bare) {
			best = better(best, Verdict{min(initialsAndC, q.initialsScore()), Abbreviation})
		}
	}
	return best
}

// initialsScore returns what the initials count. Names that begin with the text come first while somebody types, and where
// the text need not be an abbreviation.
func (q Query) initialsScore() float64 {
	if q.prefix || !q.capitals && q.Text.Runes < sureInitials {
		return initialsTyped
	}
	return initialsScore
}
