package response_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/response"
	"github.com/stakegraph/stakegraph/graph/store"
)

func object(fields ...any) *response.Object {
	o := &response.Object{}
	for i := 0; i < len(fields); i += 2 {
		o.Add(fields[i].(string), fields[i+1].(response.Value))
	}
	return o
}

func TestWrite(t *testing.T) {
	firm, fund := object("city", response.Text{At: 1}), object("level", response.Enum{At: 1, Property: model.Level})
	cases := []struct {
		name, record string
		value        response.Value
		want         string // "" for a record that does not match
	}{
		{"text", `["a\"\n驭"]`, response.Text{}, `"a\"\n驭"`},
		{"text with escapes that it can do without", `["\u0026\u2028\/\b"]`, response.Text{}, `"&` + "\u2028" + `/\u0008"`},
		{"null text", `[null]`, response.Text{}, `null`},
		{"required text", `[null]`, response.Text{Required: true}, ``},
		{"a number for a text", `[7]`, response.Text{}, ``},
		{"int", `[-7]`, response.Int{}, `-7`},
		{"bool as an integer", `[1]`, response.Bool{}, `true`},
		{"bool", `[false]`, response.Bool{}, `false`},
		{"enum", `["x", 2]`, response.Enum{At: 1, Property: model.Level}, `"MUNICIPAL"`},
		{"an unknown enum", `[3]`, response.Enum{Property: model.Level}, ``},
		{"amount", `[-1205]`, response.Amount{}, `"-12.05"`},
		{"date", `[20210125, 2]`, response.Date{Earliest: 0, Precision: 1}, `"2021-01"`},
		{"no date", `[null, null]`, response.Date{Earliest: 0, Precision: 1}, `null`},
		{"texts", `[["a", "b"]]`, response.TextList{}, `["a","b"]`},
		{"no texts", `[null]`, response.TextList{}, `[]`},
		{"constant", `[]`, response.Constant("Firm"), `"Firm"`},
		{"optional", `[null]`, response.Optional{Value: object("a", response.Int{})}, `null`},
		{"object", `[1, 2]`, object("b", response.Int{At: 1}, "a", response.Int{At: 0}), `{"b":2,"a":1}`},
		{"empty object", `[]`, object(), `{}`},
		{"one", `[["a"]]`, response.One{Value: response.Text{}}, `"a"`},
		{"no one", `[null]`, response.One{Value: response.Text{}}, `null`},
		{"a required one", `[null]`, response.One{Required: true, Value: response.Text{}}, ``},
		{"rows", `[[[1], [2]]]`, response.Rows{Limit: plan.Unlimited, Value: response.Int{}}, `[1,2]`},
		{"rows of a page", `[[[1], [2], [3]]]`, response.Rows{Limit: 2, Value: response.Int{}}, `[1,2]`},
		{"no list", `[null]`, response.Rows{Limit: 2, Value: response.Int{}}, ``},
		{"a row that is no list", `[[1]]`, response.Rows{Limit: 2, Value: response.Int{}}, ``},
		{"a number", `[]`, response.Number(0), `0`},
		{"more", `[[[1], [2], [3]]]`, response.More{Limit: 2}, `true`},
		{"no more", `[[[1], [2]]]`, response.More{Limit: 2}, `false`},
		{"more than nothing", `[[[1]]]`, response.More{Limit: 0}, `true`},
		{
			"placed", `[[["b", 2], ["a", 1]]]`,
			response.Placed{IDs: []string{"a", "x", "b", "a"}, Of: []response.Looked{{Value: response.Int{At: 1}}}},
			`[1,null,2,1]`,
		},
		{
			"placed under the other prefix of a company", `[[["firm:a", 1], ["investor:b", 2], ["investor:c", 3], ["firm:c", 4]]]`,
			response.Placed{IDs: []string{"firm:b", "firm:c", "investor:a", "firm:d"}, Of: []response.Looked{{Value: response.Int{At: 1}}}},
			`[2,4,1,null]`,
		},
		{
			"placed from several lists", `[[["b", 2]], [["n", "a"]]]`,
			response.Placed{IDs: []string{"a", "x", "b", "a"}, Of: []response.Looked{
				{Value: response.Int{At: 1}}, {At: 1, IDAt: 1, Value: response.Text{}},
			}},
			`["n",null,2,"n"]`,
		},
		{
			"by label", `[[["Firm", "Beijing"], ["StateFund", 0]]]`,
			response.Rows{Limit: 9, Value: response.ByLabel{
				Labels: []model.Label{model.Firm, model.StateFund}, Objects: []response.Object{*firm, *fund},
			}},
			`[{"city":"Beijing"},{"level":"CENTRAL"}]`,
		},
		{
			"a label beyond the type", `["Person", null]`,
			response.ByLabel{Labels: []model.Label{model.Firm}, Objects: []response.Object{*firm}},
			``,
		},
		{"no end of an empty page", `[[]]`, response.EndCursor{Limit: 2, Last: true}, `null`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			record, err := store.ParseRecord(c.record)
			if err != nil {
				t.Fatal(err)
			}
			data, values, err := response.Write(object("v", c.value), nil, record, nil)
			if c.want == "" {
				if !errors.Is(err, response.ErrRecord) {
					t.Errorf("%s is written as %s, %v, want ErrRecord", c.record, values, err)
				}
				return
			}
			if err != nil || string(values[0]) != c.want || string(data) != `{"v":`+c.want+`}` {
				t.Errorf("%s is written as %s, in all %s, %v, want %s", c.record, values, data, err, c.want)
			}
		})
	}
}

// TestCursorsComeBack checks that the list accepts the cursor of its row.
func TestCursorsComeBack(t *testing.T) {
	list := &plan.List{Order: []plan.Sort{
		{Column: plan.Column{Property: model.FoundedYear}}, {Column: plan.Column{Property: model.ID}},
	}}
	record, err := store.ParseRecord(`[[["firm:a", null], ["firm:\"驭", 2016], ["firm:c", 2017]]]`)
	if err != nil {
		t.Fatal(err)
	}
	cursor := response.Cursor{Fingerprint: list.Fingerprint(), Keys: []response.SortKey{{At: 1}, {At: 0}}}
	_, values, err := response.Write(object(
		"all", response.Rows{Limit: 2, Value: cursor},
		"first", response.EndCursor{Limit: 2, Cursor: cursor},
		"last", response.EndCursor{Limit: 2, Last: true, Cursor: cursor},
	), nil, record, nil)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	var first, last string
	for i, into := range []any{&all, &first, &last} {
		if err := json.Unmarshal(values[i], into); err != nil {
			t.Fatal(err)
		}
	}
	if len(all) != 2 || first != all[0] || last != all[1] {
		t.Fatalf("the cursors are %q, the page's ends %q and %q", all, first, last)
	}
	for i, want := range [][]any{{nil, "firm:a"}, {int64(2016), "firm:\"驭"}} {
		got, err := list.ParseCursor(all[i])
		if err != nil || len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
			t.Errorf("cursor %d comes back as %v, %v, want %v", i, got, err, want)
		}
	}
}

// TestCursorOfFoldedText checks that a cursor is the same from a text's key and from the text.
func TestCursorOfFoldedText(t *testing.T) {
	record, err := store.ParseRecord(`["ＵＩＳＥＥ 驭势", "uisee 驭势", null]`)
	if err != nil {
		t.Fatal(err)
	}
	_, values, err := response.Write(object(
		"text", response.Cursor{Keys: []response.SortKey{{At: 0, Folded: true}, {At: 2, Folded: true}}},
		"key", response.Cursor{Keys: []response.SortKey{{At: 1}, {At: 2}}},
	), nil, record, nil)
	if err != nil {
		t.Fatal(err)
	}
	if string(values[0]) != string(values[1]) {
		t.Errorf("from the text %s, from its key %s", values[0], values[1])
	}
}

// TestEscapes checks the JSON escapes: the short ones for the characters that occur in texts.
func TestEscapes(t *testing.T) {
	var b store.Builder
	b.Open()
	b.Text("\"\\\n\t\r\x01\x1f/<")
	b.Close()
	_, values, err := response.Write(object("v", response.Text{}), nil, b.Record(), nil)
	if want := `"\"\\\n\t\r\u0001\u001f/<"`; err != nil || string(values[0]) != want {
		t.Errorf("%s, %v, want %s", values, err, want)
	}
}

// TestTexts checks that encoding/json can decode a text, whether a store returned it as JSON or plain.
func TestTexts(t *testing.T) {
	for _, text := range []string{"", "a", `"\/`, "\x01\x1f\n\r\t\b", "驭势😀\u2028", "<&>", "\x7f", "a\xffb"} {
		var b store.Builder
		b.Open()
		b.Text(text)
		b.Close()
		_, values, err := response.Write(object("v", response.Text{}), nil, b.Record(), nil)
		if err != nil {
			t.Fatal(err)
		}
		var back string
		if err := json.Unmarshal(values[0], &back); err != nil || back != string([]rune(text)) {
			t.Errorf("%q is written as %s, which reads as %q: %v", text, values[0], back, err)
		}
	}
}
