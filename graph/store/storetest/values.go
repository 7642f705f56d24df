package storetest

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// hostileTexts are texts that are known to break statements, patterns, JSON or an order.
func hostileTexts() []string {
	texts := []string{
		" ", "  a", "a  ", "\t", "\n", "\r\n", "\x7f", "\u0080", "\u00a0", "\u200b", "\u200d", "\u2028", "\u2029",
		"\ufeff", "\ufffd", "\uffff", "\U0001f40d", "\U0010ffff", "𠮷", "﨎", "\ue000", "e\u0301", "é", "ﬁ", "İ", "ı",
		"ß", "ẞ", "ς", "ＡＢＣ", "ｶﾞ", "ガ", "한글", "\u202eright to left", "👩\u200d👩\u200d👧",
		"'", "''", `"`, `""`, "`", `\`, `\\`, `\'`, `\"`, `\n`, `\u0000`, `\u0041`, `\x00`, "/", "//", "/* */", "--", ";",
		"%", "%%", "_", "__", "[", "]", "[a]", "*", "?", ".", ".*", "^", "$", "^$", "{", "}", "{}", "(", ")", "|", "+", "~",
		"$1", "$p", "$p.a", "?1", ":a", "@a", "#", "##", "&", "&amp;", "<b>", "<!--",
		"null", "NULL", "true", "false", "[]", "[1,2]", `{"a":1}`, "0", "00", "-0", "1", "1.0", "1e3", "0x1F", "NaN",
		"Infinity", "9223372036854775808", "2021-01-01", "' OR '1'='1", "'; DROP TABLE node; --",
		"}) DETACH DELETE n //", "n.id", "json('x')", "char(0)",
		strings.Repeat("长", 2000), strings.Repeat(`\"`, 500),
	}
	for control := rune(1); control < ' '; control++ {
		texts = append(texts, string(control), "a"+string(control)+"b")
	}
	return texts
}

// checkTexts checks that every text is returned as it was written, with its key, and that every comparison with it
// finds only this text: no character has a special meaning.
func checkTexts(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	texts := hostileTexts()
	slices.Sort(texts)
	texts = slices.Compact(texts)
	var f facts
	ids := make(map[string]string, len(texts))
	for i, text := range texts {
		ids[text] = fmt.Sprintf("source:%03d", i)
		f.nodes = append(f.nodes, node(model.Source, ids[text], model.Properties{model.Title: text, model.URL: text}))
	}
	slices.Reverse(f.nodes)
	load(t, s, f)

	sources, title, url := scan(model.Source.Set()), of(model.Title), of(model.URL)
	found := func(p plan.Predicate) plan.Item { return where(sources, p, id) }
	var whole, containing, starting list
	for _, text := range texts {
		t.Run(fmt.Sprintf("%.20q", text), func(t *testing.T) {
			containing, starting = list{}, list{}
			for _, other := range texts {
				if strings.Contains(other, text) {
					containing = append(containing, list{ids[other]})
				}
				if strings.HasPrefix(other, text) {
					starting = append(starting, list{ids[other]})
				}
			}
			self := singles(ids[text])
			expect(t, s,
				root(
					&plan.One{From: lookup(ids[text]), Row: row(title, key(model.Title), url)},
					found(equal(title, text)), found(equal(url, text)), found(in(title, text, "no such text")),
					found(plan.And{compare(url, plan.GreaterOrEqual, text), compare(url, plan.LessOrEqual, text)}),
					found(compare(title, plan.Contains, text)), found(compare(title, plan.StartsWith, text)),
				),
				list{list{text, model.Fold(text), text}, self, self, self, self, containing, starting})
		})
		whole = append(whole, list{text})
	}
	inOrder := all(sources, url)
	inOrder.Order = []plan.Sort{asc(url), asc(id)}
	t.Run("in order", func(t *testing.T) { expect(t, s, root(inOrder), only(whole)) })
	t.Run("pages", func(t *testing.T) {
		pagedList{from: sources, keys: []plan.Column{key(model.Title)}, id: id}.check(t, s,
			[]plan.Sort{asc(key(model.Title)), asc(id)})
	})
}

// checkNumbers checks that integers of every size are returned exactly, and are sorted correctly.
func checkNumbers(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	numbers := []int64{
		math.MinInt64, math.MinInt64 + 1, -1 << 53, -1<<53 + 1, math.MinInt32, -10, -9, -1, 0, 1, 9, 10, 11, 100,
		math.MaxInt32, math.MaxInt32 + 1, 1<<53 - 1, 1 << 53, 1<<53 + 1, math.MaxInt64 - 1, math.MaxInt64,
	}
	slices.Sort(numbers)
	var f facts
	for i, n := range numbers {
		f.nodes = append(f.nodes, node(model.Batch, fmt.Sprintf("batch:%02d", len(numbers)-i), model.Properties{model.Firms: n}))
	}
	load(t, s, f)

	batches, count := scan(model.Batch.Set()), of(model.Firms)
	order := []plan.Sort{asc(count), asc(id)}
	inOrder := all(batches, count)
	inOrder.Order = order
	if diff := cmp.Diff(asDecoded(singles(numbers...)), any(rowsOf(t, s, inOrder))); diff != "" {
		t.Errorf("integers in order (-want +got):\n%s", diff)
	}
	for i, n := range numbers {
		rest := all(batches, count)
		rest.Order, rest.After = order, []any{n, "batch:99"}
		expect(t, s,
			root(where(batches, equal(count, n), count), where(batches, in(count, n), count), rest,
				&plan.TotalCount{From: batches, Where: compare(count, plan.Less, n)},
				&plan.TotalCount{From: batches, Where: compare(count, plan.LessOrEqual, n)}),
			list{singles(n), singles(n), singles(numbers[i+1:]...), i, i + 1})
	}
}
