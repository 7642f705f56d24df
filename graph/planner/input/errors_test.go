package input

import (
	"strings"
	"testing"
)

// TestNotDate: the message about an invalid date suggests the date that was probably meant.
func TestNotDate(t *testing.T) {
	for text, want := range map[string]string{
		"2021-02-30": "February 2021 has 28 days",
		"2020-02-30": "February 2020 has 29 days",
		"2021-13":    "months are 01 to 12",
		"2021-13-01": "months are 01 to 12",
		"20210204":   `did you mean "2021-02-04"?`,
		"2021/02/04": `did you mean "2021-02-04"?`,
		"202102":     `did you mean "2021-02"?`,
		"2021-2":     "", "2021-": "", "-": "", "--": "", "---": "", "2---": "", strings.Repeat("-", 10): "", "1-2-3-4-5-6-7": "",
		"2021-02-0400": "", "0000-01-01": "", "２０２１-01": "", "202113": "", "": "", "/": "", "////////": "",
	} {
		reported := NotDate(text, text)
		if _, hint, _ := strings.Cut(reported, "; "); !strings.Contains(reported, "is not a PartialDate") || hint != want {
			t.Errorf("%q: %s\nthe hint is %q, want %q", text, reported, hint, want)
		}
	}
}
