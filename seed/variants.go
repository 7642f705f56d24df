package seed

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/model"
)

// variants are the rows whose ids would be the same, because an id holds only a part of what tells them apart. They are
// numbered by what they say and not by where they stand, so that their ids are the same in any order of rows.
type variants map[string][]variant

type variant struct {
	digest [16]byte // of what tells it from the others; a digest takes less room than the text
	line   int
}

func newVariant(parts ...string) variant {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return variant{digest: [16]byte(sum[:16])}
}

func (v variant) compare(w variant) int { return bytes.Compare(v.digest[:], w.digest[:]) }

// add enters a row under the id that it has alone. The parts, which columns hold, tell it from others with that id.
func (v variants) add(r *row, id string, columns []string, parts ...string) {
	if slices.ContainsFunc(columns, r.has) {
		return
	}
	added := newVariant(parts...)
	added.line = r.line()
	place, taken := slices.BinarySearchFunc(v[id], added, variant.compare)
	if taken {
		r.taken(v[id][place].line, columns)
		return
	}
	v[id] = slices.Insert(v[id], place, added)
}

// id returns the id of a row that was entered.
func (v variants) id(id string, parts ...string) string {
	if place, _ := slices.BinarySearchFunc(v[id], newVariant(parts...), variant.compare); place > 0 {
		return fmt.Sprintf("%s~%d", id, place+1)
	}
	return id
}

// slug returns a text as a part of an id: its letters and digits folded, with hyphens between, and not too long.
func slug(text string) string {
	const most = 80
	s := strings.Join(strings.FieldsFunc(model.Fold(text), func(c rune) bool {
		return !unicode.In(c, unicode.L, unicode.M, unicode.Nd)
	}), "-")
	if utf8.RuneCountInString(s) > most {
		s = strings.TrimRight(string([]rune(s)[:most]), "-")
	}
	return cmp.Or(s, "-")
}
