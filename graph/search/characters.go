package search

import (
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// Chinese names are abbreviated to characters of their words: 深圳市创新投资集团 becomes 深创投, and 国家创业投资引导基金 becomes 国家创投引导基金.
const (
	fewestCharacters, mostCharacters = 3, 16

	leastShortened, mostShortened = 0.66, 0.86
	surelyShort                   = 0.76

	atStart = 0.01 // the penalty of a character that begins a word
	midway  = 0.02 // of one at a position where a word can begin, since most words have two characters
	within  = 0.06 // of one at any other position
	atEnd   = 0.03 // of the last character of a word
	behind  = 0.04 // of the first character of the text, unless the name begins with it
)

// character is a character of a name, with its position in its word.
type character struct {
	r       rune
	word    int
	at      int  // index in the word
	ends    bool // it is the last character of the word
	leading bool // the name begins with it, ignoring places
}

func charactersOf(words []lexicon.Word) []character {
	var all []character
	leads := true
	for i, w := range words {
		at := 0
		for _, r := range w.Text {
			all = append(all, character{r, i, at, at == w.Runes-1, leads && at == 0})
			at++
		}
		leads = leads && (w.Class == lexicon.Place || meaningOf(w) == "national")
	}
	return all
}

// byCharacters scores a text as an abbreviation of a Chinese name: all of its characters are in the name, in order,
// and each character that does not follow its predecessor directly begins a word of the name.
func (q Query) byCharacters(t lexicon.Text) Verdict {
	query := q.run
	if len(query) < fewestCharacters || len(query) > mostCharacters || t.Runes <= len(query) || !inOrder(query, t.Joined) {
		return Verdict{}
	}
	name := charactersOf(t.Words)
	penalty, pieces, used := align(query, name, len(t.Words))
	if pieces == 1 || penalty >= mostShortened-leastShortened {
		return Verdict{} // it is a substring of the name, or not a typical abbreviation
	}
	with, all := 0.0, 0.0
	for i, w := range t.Words {
		if w.Class == lexicon.Legal || utf8.RuneCountInString(w.Text) == 1 && w.Class == lexicon.Generic {
			continue // such as 市 in the name of a city
		}
		all += w.Mass()
		switch {
		case w.Class == lexicon.Distinctive: // such a word is often several words of two characters each
			with += w.Mass() * min(1, 2*float64(used[i])/float64(w.Runes))
		case used[i] > 0:
			with += w.Mass()
		}
	}
	if all == 0 {
		return Verdict{}
	}
	score := between(leastShortened, mostShortened, with/all) - penalty
	if q.prefix {
		score = min(score, initialsTyped)
	}
	return Verdict{score, Abbreviation}
}

// Shortens reports whether the text is a typical abbreviation of a Chinese name: each of its characters begins a word
// of the name, or is at a position where a word can begin, and most words have a character in it.
func (q Query) Shortens(t lexicon.Text) bool {
	return len(q.run) <= mostInShort && q.byCharacters(t).Score >= surelyShort
}

// scattered returns the terms of the names that a Chinese text can abbreviate.
func (q Query) scattered() []string {
	if len(q.run) < fewestCharacters || len(q.run) > mostCharacters {
		return nil
	}
	return singly(q.run)
}

func inOrder(query []rune, name string) bool {
	next := 0
	for _, r := range name {
		if next < len(query) && r == query[next] {
			next++
		}
	}
	return next == len(query)
}

// align finds the positions of the characters of a text in a name that have the lowest penalty. It returns the
// penalty, the number of contiguous pieces, and the number of characters in each word.
func align(query []rune, name []character, words int) (penalty float64, pieces int, used []int) {
	const never = 9.0
	cost := make([][]float64, len(query))
	from := make([][]int, len(query))
	for i, r := range query {
		cost[i], from[i] = make([]float64, len(name)), make([]int, len(name))
		best, at := never, -1 // the lowest cost of the previous character at any earlier position
		for j, c := range name {
			cost[i][j] = never
			if c.r == r {
				switch piece := c.piece(); {
				case i == 0 && c.leading:
					cost[i][j], from[i][j] = 0, -1
				case i == 0:
					cost[i][j], from[i][j] = behind+piece, -1
				case best < never:
					cost[i][j], from[i][j] = best+piece, at
				}
				if i > 0 && j > 0 && cost[i-1][j-1] < cost[i][j] {
					cost[i][j], from[i][j] = cost[i-1][j-1], j-1
				}
			}
			if i > 0 && cost[i-1][j] < best {
				best, at = cost[i-1][j], j
			}
		}
	}
	last := len(query) - 1
	end := 0
	for j := range name {
		if cost[last][j] < cost[last][end] {
			end = j
		}
	}
	used = make([]int, words)
	if cost[last][end] >= never {
		return never, 0, used
	}
	for i, j := last, end; i >= 0; i, j = i-1, from[i][j] {
		used[name[j].word]++
		if from[i][j] != j-1 || i == 0 {
			pieces++
		}
	}
	return cost[last][end], pieces, used
}

// piece returns the penalty of a piece that begins with the character.
func (c character) piece() float64 {
	switch {
	case c.at == 0:
		return atStart
	case c.at%2 == 0:
		return midway
	case c.ends:
		return atEnd
	}
	return within
}
