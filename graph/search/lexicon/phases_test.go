package lexicon_test

import (
	"slices"
	"testing"

	"github.com/stakegraph/stakegraph/graph/search/lexicon"
)

// TestChinesePhases checks that phase numbers in Chinese numerals up to 99 are removed from a name, and that
// sequences of numerals that are not a number stay.
func TestChinesePhases(t *testing.T) {
	for _, c := range []struct {
		name, rest string
		numbers    []int
	}{
		{"鹿鸣二期", "鹿鸣", []int{2}},
		{"鹿鸣第二期", "鹿鸣", []int{2}},
		{"鹿鸣第十期", "鹿鸣", []int{10}},
		{"鹿鸣十二期", "鹿鸣", []int{12}},
		{"鹿鸣二十期", "鹿鸣", []int{20}},
		{"鹿鸣第二十一号", "鹿鸣", []int{21}},
		{"鹿鸣九十九期", "鹿鸣", []int{99}},
		{"鹿鸣第2期", "鹿鸣", []int{2}},
		{"鹿鸣十十期", "鹿鸣十十期", nil},
		{"鹿鸣二三期", "鹿鸣二三期", nil},
		{"鹿鸣二十三十期", "鹿鸣二十三十期", nil},
		{"鹿鸣第期", "鹿鸣第期", nil},
	} {
		got := lexicon.TakePhases(lexicon.Parse(c.name))
		if got.Joined != c.rest || !slices.Equal(got.Numbers, c.numbers) {
			t.Errorf("%s: the numbers are %v and the rest is %s, want %v and %s", c.name, got.Numbers, got.Joined, c.numbers, c.rest)
		}
	}
}

// TestPhasesInLatin: the number of a phase is taken out behind a word for one, as an ordinal before one, and where it can be
// nothing but a Roman numeral.
func TestPhasesInLatin(t *testing.T) {
	for _, c := range []struct {
		name, rest string
		numbers    []int
	}{
		{"Maple Fund 2", "maplefund", []int{2}},
		{"Maple Phase X", "maple", []int{10}},
		{"Maple III", "maple", []int{3}},
		{"Maple X", "maplex", nil},
		{"III Maple", "iiimaple", nil},
		{"Maple Second Fund", "maplefund", []int{2}},
		{"Maple 2", "maple2", nil},
	} {
		got := lexicon.TakePhases(lexicon.Parse(c.name))
		if got.Joined != c.rest || !slices.Equal(got.Numbers, c.numbers) {
			t.Errorf("%s: the numbers are %v and the rest is %s, want %v and %s", c.name, got.Numbers, got.Joined, c.numbers, c.rest)
		}
	}
}
