package seed_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/seed"
	"github.com/stakegraph/stakegraph/seed/seedtest"
)

func TestReloads(t *testing.T) {
	seedtest.Reloads(t, "testdata", inMemory)
}

func TestCorrections(t *testing.T) {
	s := inMemory(t)
	defer func() { _ = s.Close() }()
	seedtest.Corrections(t, s)
}

// TestCompanyThatIsStoredTwice checks that a company which an earlier version of the program stored as two nodes stays two
// nodes, and that a load warns of it.
func TestCompanyThatIsStoredTwice(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"in the file of firms": nil,
		"in both files": {"investors.csv": "id,name,name_zh,kind,city,country,founded_year,level,size_amount,size_currency,source_ids\n" +
			"vc,Venture,,VC_FUND,,,,,,,s1\nstate,State Fund,,STATE_FUND,,,,,,,s1\ncorp,Corporation,,CORPORATE,,,,,,,s2\nacme,Acme,,CORPORATE,,,,,,,s2\n"},
	} {
		t.Run(name, func(t *testing.T) {
			s := inMemory(t)
			defer func() { _ = s.Close() }()
			_, err := s.Load(t.Context(), func(w store.Writer) error {
				firm := model.Node{Label: model.Firm, Properties: model.Properties{model.ID: "firm:acme", model.Name: "Acme"}}
				investor := model.Node{Label: model.Firm, Investor: true, Properties: model.Properties{model.ID: "investor:acme", model.Name: "Acme"}}
				return errors.Join(w.Node(firm), w.Node(investor))
			})
			if err != nil {
				t.Fatal(err)
			}
			report, err := seed.Load(t.Context(), s, dataset(t, files), nil)
			if err != nil {
				t.Fatal(err)
			}
			const both = "both firm:acme and investor:acme are stored for this company"
			if len(report.Warnings) != 1 || !strings.Contains(report.Warnings[0].String(), both) {
				t.Errorf("warnings %v, want that %s", report.Warnings, both)
			}
			facts, err := seedtest.Facts(t.Context(), s)
			if err != nil {
				t.Fatal(err)
			}
			for _, node := range []string{"Firm firm:acme ", "Firm investor:acme investor "} {
				if !slices.ContainsFunc(facts, func(line string) bool { return strings.HasPrefix(line, node) }) {
					t.Errorf("there is no %s", node)
				}
			}
		})
	}
}

func inMemory(t *testing.T) store.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Memory)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
