package response

import "testing"

// TestNullable checks that a value is nullable unless it is required, is a list, or is always part of another.
func TestNullable(t *testing.T) {
	for _, c := range []struct {
		value Value
		want  bool
	}{
		{One{}, true},
		{One{Required: true}, false},
		{Text{}, true},
		{Text{Required: true}, false},
		{Int{}, true},
		{Int{Required: true}, false},
		{Bool{}, true},
		{Bool{Required: true}, false},
		{Amount{}, true},
		{Amount{Required: true}, false},
		{Optional{}, true},
		{Enum{}, true},
		{Date{}, true},
		{Rows{}, false},
		{TextList{}, false},
		{&Object{}, false},
		{Constant("Firm"), false},
		{Number(0), false},
	} {
		if got := nullable(c.value); got != c.want {
			t.Errorf("%#v can be null: %t", c.value, got)
		}
	}
}
