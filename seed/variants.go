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

// variants has the rows whose ids would be equal, because an id contains only a part of the row's key. They are numbered in
// the order of a hash of the key, so that their ids do not depend on the order of rows.
type variants map[string][]variant

type variant struct {
	digest [16]byte // of the parts that distinguish the row from the others; it is shorter than they are
	line   int
}

func newVariant(parts ...string) variant {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return variant{digest: [16]byte(sum[:16])}
}

func (v variant) compare(w variant) int { return bytes.Compare(v.digest[:], w.digest[:]) }

// add adds a row under its id without a number. The parts, which are values of the columns, distinguish rows with that id.
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

// id returns the id of a row that was added, with the number of its variant from the second on.
func (v variants) id(id string, parts ...string) string {
	if place, _ := slices.BinarySearchFunc(v[id], newVariant(parts...), variant.compare); place > 0 {
		return fmt.Sprintf("%s~%d", id, place+1)
	}
	return id
}

// slug returns a text as a part of an id: its folded letters and digits, with hyphens between words, truncated.
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
