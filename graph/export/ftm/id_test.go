package ftm_test

import (
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/export/ftm"
)

func TestIDs(t *testing.T) {
	long := "firm:" + strings.Repeat("驭", 100)
	for id, want := range map[string]string{
		"firm:uisee": "firm..uisee", "role:a-b/c.d": "role..a-b.2fc.2ed", "x:": "x.3a", "-x-": "0.2dx.2d", "é": "0.c3.a9", "": "",
		long: ftm.ID(long),
	} {
		got := ftm.ID(id)
		if got != want || len(got) > 200 {
			t.Errorf("%q becomes %q, want %q", id, got, want)
		}
		for i := range len(got) {
			c := got[i]
			letter := c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
			if !letter && (c != '.' && c != '-' || i == 0 || i == len(got)-1) {
				t.Errorf("%q becomes %q, which is no id there", id, got)
			}
		}
	}
	if ftm.ID(long) == ftm.ID(long+"x") {
		t.Error("two long ids become one")
	}
}
