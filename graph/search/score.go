package search

import (
	"math"
	"slices"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// How is the kind of similarity between a name and a text.
type How uint8

// The kinds of similarity, the most certain first.
const (
	Exact        How = iota // equal, ignoring case, width, accents and variants of Chinese characters
	Prefix                  // the name begins with the text
	Pinyin                  // the pronunciation is the same or similar
	Abbreviation            // the text consists of initials of the name
	Similar                 // the name and the text have much in common
)

// String returns the name in the schema.
func (h How) String() string {
	return [...]string{"EXACT", "PREFIX", "PINYIN", "ABBREVIATION", "SIMILAR"}[h]
}

// Verdict is the result of a comparison: a score from 0 to 1, and the kind of similarity.
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

// between interpolates between two scores for a share from 0 to 1.
func between(least, most, share float64) float64 { return least + (most-least)*min(share, 1) }

// The scores of the kinds of similarity. docs/search.md explains them. A name that begins with a text has a higher
// score than one that contains it elsewhere, and that has a higher score than one that resembles it.
const (
	otherNumeral    = 0.99 // equal, except for the notation of a phase number
	sameCore        = 0.96 // equal, except for generic words
	otherGeneric    = 0.76 // each has a generic word that the other lacks
	sameSound       = 0.97
	sameSoundOfCore = 0.93
	sameCharacters  = 0.9 // other characters with the same pronunciation
	initialsScore   = 0.88
	initialsAndC    = 0.8
	initialsTyped   = 0.77
	sureInitials    = 4 // an abbreviation in lower case has at least this many letters
	withoutBrackets = 0.98
	otherOrder      = 0.97
	covered         = 0.25 // the weight of the part of the name that the text covers

	leastBegins, mostBegins           = 0.8, 0.98
	leastBehindPlace, mostBehindPlace = 0.78, 0.94 // it begins with the text after its places
	leastBehindLatin                  = 0.765      // the same in Latin letters, where names rarely begin with a place
	leastInside, mostInside           = 0.7, 0.78
	mostInOrder                       = 0.795 // all words of the text in order, with others before or among them
	mostAlike                         = 0.775
)

// Factors for differences that do not depend on a single name of the node.
const (
	otherPhase  = 0.7   // the node has a different phase number
	noPhase     = 0.93  // the node has no phase number
	phaseUnsaid = 0.985 // the text has no phase number
	ofSource    = 0.93  // a title mentions nodes, and users mostly search for one of those
)

// alike compresses the scores of names that only resemble the text.
func alike(score float64) float64 {
	const plain = 0.7
	if score <= plain {
		return score
	}
	return between(plain, mostAlike, (score-plain)/(1-plain))
}

// fit returns the score of a node, and its name with that score.
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

// fitAlone is fit without the texts that a nickname denotes.
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

// phases returns the factor for the phase numbers of a node.
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

// Compare returns the score of a single name.
func (q Query) Compare(name string) Verdict {
	v, numbers := q.compareName(name)
	v.Score = math.Round(v.Score*q.phases(numbers)*1e4) / 1e4
	return v
}

// compareName returns the score of a name without its phase numbers, and these numbers.
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

// initialsScore returns the score of initials. It is lower with prefix, so that names that begin with the text come
// first, and for a text that need not be an abbreviation.
func (q Query) initialsScore() float64 {
	if q.prefix || !q.capitals && q.Text.Runes < sureInitials {
		return initialsTyped
	}
	return initialsScore
}
