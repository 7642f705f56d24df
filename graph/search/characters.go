package search

import (
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// Chinese names are shortened to characters of their words: 深圳市创新投资集团 is called 深创投, and 国家创业投资引导基金 国家创投引导基金.
const (
	fewestCharacters, mostCharacters = 3, 16

	leastShortened, mostShortened = 0.66, 0.86
	surelyShort                   = 0.76

	atStart = 0.01 // what a character counts against it that begins a word
	midway  = 0.02 // that is where a word can begin, since most are of two characters
	within  = 0.06 // that is anywhere else
	atEnd   = 0.03 // that is the last, of the last word
	behind  = 0.04 // that is the first of the text, but not of the name
)

// character is one of a name, with what it is of the word it is in.
type character struct {
	r       rune
	word    int
	at      int  // in the word
	ends    bool // the word
	leading bool // the name begins with it, but for a place
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

// byCharacters tells how well a text is a name that is shortened: all of its characters are in the name, in their order,
// and those that do not follow on each other begin words of it.
func (q Query) byCharacters(t lexicon.Text) Verdict {
	query := q.run
	if len(query) < fewestCharacters || len(query) > mostCharacters || t.Runes <= len(query) || !inOrder(query, t.Joined) {
		return Verdict{}
	}
	name := charactersOf(t.Words)
	penalty, pieces, used := align(query, name, len(t.Words))
	if pieces == 1 || penalty >= mostShortened-leastShortened {
		return Verdict{} // it is in the name as it stands, or in no way that a name is shortened
	}
	with, all := 0.0, 0.0
	for i, w := range t.Words {
		if w.Class == lexicon.Legal || utf8.RuneCountInString(w.Text) == 1 && w.Class == lexicon.Generic {
			continue // such as 市 in the name of a city
		}
		all += w.Mass()
		switch {
		case w.Class == lexicon.Distinctive: // such a word is often several, of two characters each
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

// Shortens reports whether a text is how a Chinese name is mostly shortened: each of its characters begins a word of the name, or
// stands where one can begin, and most words have one.
func (q Query) Shortens(t lexicon.Text) bool {
	return len(q.run) <= mostInShort && q.byCharacters(t).Score >= surelyShort
}

// scattered returns the terms of the names that a text of Chinese characters can be short for.
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

// align finds the places of the characters of a text in a name that count least against it, and returns what they count, in
// how many pieces they are, and how many are in each word.
func align(query []rune, name []character, words int) (penalty float64, pieces int, used []int) {
	const never = 9.0
	cost := make([][]float64, len(query))
	from := make([][]int, len(query))
	for i, r := range query {
		cost[i], from[i] = make([]float64, len(name)), make([]int, len(name))
		best, at := never, -1 // of the character before, anywhere before
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

// piece returns what it counts against a shortened name to go on with the character.
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
