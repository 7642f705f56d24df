package model_test

import (
	"errors"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
)

func TestAmounts(t *testing.T) {
	cases := []struct {
		text string
		want int64
		back string // the formatted value; "" if the text is invalid
	}{
		{"0", 0, "0"},
		{"1000000000", 100_000_000_000, "1000000000"},
		{"0.5", 50, "0.50"},
		{"0.05", 5, "0.05"},
		{"-12.34", -1234, "-12.34"},
		{"-0.01", -1, "-0.01"},
		{"007", 700, "7"},
		{"10000000000000", model.MaxAmount, "10000000000000"},
		{"10000000000000.01", 0, ""},
		{"-10000000000000.01", 0, ""},
		{"99999999999999999999999", 0, ""},
		{"", 0, ""},
		{"-", 0, ""},
		{".5", 0, ""},
		{"5.", 0, ""},
		{"1.234", 0, ""},
		{"1e9", 0, ""},
		{"1,000", 0, ""},
		{"+1", 0, ""},
		{"--1", 0, ""},
		{"１", 0, ""},
	}
	for _, c := range cases {
		got, err := model.ParseAmount(c.text)
		if c.back == "" {
			if !errors.Is(err, model.ErrInvalid) {
				t.Errorf("ParseAmount(%q) = %d, %v, want ErrInvalid", c.text, got, err)
			}
			continue
		}
		if err != nil || got != c.want || model.FormatAmount(got) != c.back {
			t.Errorf("ParseAmount(%q) = %d (%s), %v, want %d (%s)", c.text, got, model.FormatAmount(got), err, c.want, c.back)
		}
	}
}

func TestPartialDates(t *testing.T) {
	cases := []struct {
		text             string
		earliest, latest int64
	}{
		{"2021", 20210101, 20211231},
		{"2021-02", 20210201, 20210228},
		{"2024-02", 20240201, 20240229},
		{"1900-02", 19000201, 19000228},
		{"2021-12", 20211201, 20211231},
		{"2021-01-25", 20210125, 20210125},
		{"0001", 10101, 11231},
		{"9999-12-31", 99991231, 99991231},
	}
	for _, c := range cases {
		got, err := model.ParsePartialDate(c.text)
		if err != nil || got.Earliest != c.earliest || got.Latest != c.latest || got.String() != c.text {
			t.Errorf("ParsePartialDate(%q) = %+v (%s), %v, want %d to %d", c.text, got, got, err, c.earliest, c.latest)
		}
	}
	refused := []string{
		"", "21", "0000", "2021-13", "2021-00", "2021-02-29", "2021-1", "2021-01-1", "2021/01", "2021-01-25T00", "20210125",
		"abcd", "２０２１", "-021", "2021-", "+2021",
	}
	for _, text := range refused {
		if got, err := model.ParsePartialDate(text); !errors.Is(err, model.ErrInvalid) {
			t.Errorf("ParsePartialDate(%q) = %+v, %v, want ErrInvalid", text, got, err)
		}
	}
}

func TestFold(t *testing.T) {
	equal := [][]string{
		{"abc", "ABC", "ＡＢＣ", "ａｂｃ"},
		{"strasse", "STRASSE", "Straße"},
		{"ﬁrm", "FIRM", "firm"},
		{"é", "É", "e\u0301", "E\u0301"},
		{"カ", "ｶ"},
		{"σ", "Σ", "ς"},
		{"小巨人"},
	}
	for i, group := range equal {
		for _, text := range group {
			if model.Fold(text) != model.Fold(group[0]) {
				t.Errorf("%q and %q fold to %q and %q", text, group[0], model.Fold(text), model.Fold(group[0]))
			}
			if folded := model.Fold(text); model.Fold(folded) != folded {
				t.Errorf("folding %q again changes %q to %q", text, folded, model.Fold(folded))
			}
			if i > 0 && model.Fold(text) == model.Fold(equal[i-1][0]) {
				t.Errorf("%q and %q fold alike", text, equal[i-1][0])
			}
		}
	}
}

func TestIDs(t *testing.T) {
	for id, want := range map[string]bool{
		"firm:uisee": true, "investor:yunqi-partners": true, "source:x": true, "round:a:b": true, "firm:驭势": true,
		"": false, "uisee": false, "firm:": false, ":uisee": false, "fund:x": false, "Firm:x": false, "batch:x": true, "investment:x/y": true, "part-of:x": true, "conflict:x": false, "has-batch:x": false,
		"role:a, role:b": false,
		"firm:a\x00":     false, "firm:a, firm:b": false, "firm:a,investor:b": false, "firm:a,b": true, "firm:a, b: c": true,
	} {
		if got := model.ValidID(id); got != want {
			t.Errorf("ValidID(%q) = %t", id, got)
		}
	}
}

func TestOtherIDs(t *testing.T) {
	for id, want := range map[string]string{
		"firm:uisee": "investor:uisee", "investor:uisee": "firm:uisee", "firm:investor:x": "investor:investor:x",
		"person:uisee": "", "firms:x": "", "Firm:x": "",
	} {
		if got, is := model.OtherID(id); got != want || is != (want != "") {
			t.Errorf("OtherID(%q) = %q, %t", id, got, is)
		}
	}
}

func TestValidate(t *testing.T) {
	good := func() model.Node {
		return model.Node{Label: model.Firm, Properties: model.Properties{model.ID: "firm:a", model.Name: "A"}}
	}
	if err := good().Validate(); err != nil {
		t.Fatal(err)
	}
	bad := map[string]func(model.Properties){
		"no id":                func(p model.Properties) { delete(p, model.ID) },
		"no name":              func(p model.Properties) { delete(p, model.Name) },
		"another label's":      func(p model.Properties) { p[model.AnnouncedOn] = model.PartialDate{Earliest: 1, Precision: 1} },
		"a text of other type": func(p model.Properties) { p[model.City] = 7 },
		"an int":               func(p model.Properties) { p[model.FoundedYear] = 7 },
		"an empty text":        func(p model.Properties) { p[model.City] = "" },
		"a NUL":                func(p model.Properties) { p[model.City] = "a\x00b" },
		"a NUL in a list":      func(p model.Properties) { p[model.Aliases] = []string{"a\x00"} },
		"an empty list":        func(p model.Properties) { p[model.Aliases] = []string{} },
		"too much money":       func(p model.Properties) { p[model.ValuationUSD] = int64(model.MaxAmount + 1) },
		"a currency":           func(p model.Properties) { p[model.Size] = model.Money{Currency: "usd"} },
		"a date of nothing":    func(p model.Properties) { p[model.UnicornSince] = model.PartialDate{} },
		"nil":                  func(p model.Properties) { p[model.City] = nil },
	}
	for name, spoil := range bad {
		n := good()
		spoil(n.Properties)
		if err := n.Validate(); !errors.Is(err, model.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
}
