package seed_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/seed/seedtest"
)

// TestFacts checks the facts that rows become. A case lists how the facts of its data set differ from those of the base data
// set. The case "base" lists these in full.
func TestFacts(t *testing.T) {
	base, _, err := load(t, dataset(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	cases(t, "testdata/facts/*.txtar", func(t *testing.T, files map[string]string) {
		m, report, err := load(t, dataset(t, files))
		if err != nil {
			t.Fatal(err)
		}
		got := m.facts()
		if report.Created != len(got) || report.Rejected != 0 {
			t.Errorf("%d created, %d rejected, want %d and none", report.Created, report.Rejected, len(got))
		}
		if _, differs := files["difference"]; differs {
			got = seedtest.Difference(base.facts(), got)
		}
		want := strings.Split(strings.TrimSuffix(files["facts"]+files["difference"], "\n"), "\n")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("facts (-want +got):\n%s", diff)
		}
	})
}
