package main

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// TestLaidOut: an answer that is laid out is the same answer, in lines that are not too long where they can be broken.
func TestLaidOut(t *testing.T) {
	long := strings.Repeat(`"a, \"b\": {c",`, 10) + `"驭势"`
	for _, text := range []string{
		`{}`, `[]`, `null`, `{"a": [], "b": {"c": null}}`, `[` + long + `]`, `{"x:,{": [` + long + `], "y": [{"z": [` + long + `]}]}`,
	} {
		got, err := laidOut([]byte(text))
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
			t.Errorf("%s is laid out as %s", text, got)
		}
		for _, line := range strings.Split(got, "\n") {
			if len([]rune(line)) > width+1 {
				t.Errorf("a line is longer than %d: %s", width, line)
			}
		}
	}
	if _, err := laidOut([]byte("{")); err == nil {
		t.Error("what is no JSON is laid out")
	}
}
