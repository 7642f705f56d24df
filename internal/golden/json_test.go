package golden

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// TestJSON checks that formatted JSON has the same values, and that lines are within the limit where they can be broken.
func TestJSON(t *testing.T) {
	long := strings.Repeat(`"a, \"b\": {c",`, 10) + `"驭势"`
	for _, text := range []string{
		`{}`, `[]`, `null`, `{"a": [], "b": {"c": null}}`, `[` + long + `]`, `{"x:,{": [` + long + `], "y": [{"z": [` + long + `]}]}`,
	} {
		got, err := JSON([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		var before, after any
		if err := json.Unmarshal([]byte(text), &before); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(got), &after); err != nil {
			t.Fatalf("%v\n%s", err, got)
		}
		if !reflect.DeepEqual(before, after) {
			t.Errorf("%s is formatted as %s", text, got)
		}
		for _, line := range strings.Split(got, "\n") {
			if len([]rune(line)) > width+1 {
				t.Errorf("a line is longer than %d: %s", width, line)
			}
		}
	}
	if _, err := JSON([]byte("{")); err == nil {
		t.Error("text that is not JSON is accepted")
	}
}
