package store_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/store"
)

// tree returns a record's cell as encoding/json would decode it, with numbers as int64.
func tree(r *store.Record, i int) any {
	switch r.Kind(i) {
	case store.Integer:
		return r.Int(i)
	case store.Bool:
		return r.Int(i) == 1
	case store.String, store.JSONString:
		return r.Text(i)
	case store.List:
		list := []any{}
		for k := i + 1; k < r.Next(i); k = r.Next(k) {
			list = append(list, tree(r, k))
		}
		return list
	}
	return nil
}

func TestParseRecord(t *testing.T) {
	for text, want := range map[string]any{
		`[]`:                             []any{},
		`[[],[[]]]`:                      []any{[]any{}, []any{[]any{}}},
		`[null,true,false,0,-7]`:         []any{nil, true, false, int64(0), int64(-7)},
		`[9223372036854775807]`:          []any{int64(9223372036854775807)},
		`["", "a,]\"[", "\\", "\\\\\""]`: []any{"", `a,]"[`, `\`, `\\"`},
		`["\u9a6d\ud83d\ude00\n", "驭"]`:  []any{"驭😀\n", "驭"},
		`["a\u0001"]`:                    []any{"a\x01"},
	} {
		record, err := store.ParseRecord(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if diff := cmp.Diff(want, tree(record, record.Root())); diff != "" {
			t.Errorf("%s:\n%s", text, diff)
		}
	}
	for _, text := range []string{
		``, `7`, `"a"`, `[`, `[]]`, `[][]`, `["]`, `["\"]`, `[1.5]`, `[1e3]`, `[9223372036854775808]`, `{}`, `[nul]`, `[tru`, `[-]`,
	} {
		if record, err := store.ParseRecord(text); err == nil {
			t.Errorf("%s is taken for %v", text, tree(record, record.Root()))
		}
	}
}

// FuzzParseRecord checks that no text causes a panic, and that an accepted text has the value that encoding/json
// decodes.
func FuzzParseRecord(f *testing.F) {
	f.Add(`[null,true,-1,"a\"b",[["\u00e9"],[]]]`)
	f.Add(`["\\"]`)
	f.Fuzz(func(t *testing.T, text string) {
		if !json.Valid([]byte(text)) {
			_, _ = store.ParseRecord(text)
			return
		}
		record, err := store.ParseRecord(text)
		if err != nil {
			return
		}
		var want any
		if err := json.Unmarshal([]byte(text), &want); err != nil {
			t.Fatal(err)
		}
		got, err := json.Marshal(tree(record, record.Root()))
		if err != nil {
			t.Fatal(err)
		}
		var back any
		if err := json.Unmarshal(got, &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, back); diff != "" {
			t.Errorf("%s:\n%s", text, diff)
		}
	})
}
