package seed_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/seed"
)

// These tests check the data set that comes with the program. The data set grows, so most counts are lower bounds.

// TestLittleGiants checks that the data set loads, and that loading it again changes nothing.
func TestLittleGiants(t *testing.T) {
	m, report := loadLittleGiants(t)
	facts := len(m.nodes) + len(m.relationships)
	if report.Rejected != 0 || report.Created != facts || report.Updated+report.Unchanged != 0 {
		t.Errorf("the report is %+v, want no row rejected and %d facts created", report, facts)
	}
	for _, warning := range report.Warnings {
		t.Errorf("it loads with the warning: %v", warning)
	}
	again, err := seed.Load(t.Context(), m, seed.LittleGiants(), nil)
	if err != nil || again.Unchanged != facts || again.Created+again.Updated != 0 {
		t.Errorf("loading again gave %+v and %v, want %d unchanged", again, err, facts)
	}
}

// TestLittleGiantsFacts computes the figures of data/README.md from the stored facts.
func TestLittleGiantsFacts(t *testing.T) {
	m, _ := loadLittleGiants(t)
	designated := map[string]bool{}
	for _, r := range m.ofType(model.Designated) {
		designated[r.To] = true
	}
	funded, withStateFund := map[string]bool{}, map[string]bool{}
	for _, r := range m.ofType(model.InvestedIn) {
		if designated[r.To] {
			funded[r.To] = true
			if m.nodes[r.From].Label == model.StateFund {
				withStateFund[r.To] = true
			}
		}
		id, ok := r.Properties[model.RoundID]
		if !ok {
			continue
		}
		if m.nodes[id.(string)].Label != model.Round {
			t.Errorf("%s leads to %s, which is no round", r.ID(), id)
		}
		if date := m.nodes[id.(string)].Properties[model.AnnouncedOn]; date != r.Properties[model.AnnouncedOn] {
			t.Errorf("%s is of %v, and its round of %v", r.ID(), r.Properties[model.AnnouncedOn], date)
		}
	}
	for _, id := range []string{
		"firm:uisee", "firm:landspace", "firm:rokae", "firm:tianke-heda", "firm:sunmi", "firm:chang-guang-satellite",
		"firm:fourier-intelligence", "firm:hang-zhou-guo-xin-ke-ji",
	} {
		if !withStateFund[id] {
			t.Errorf("%s holds no designation or has no state fund among its investors", id)
		}
	}
	founders := 0
	for _, r := range m.ofType(model.HasRole) {
		if r.Properties[model.IsFounder] == true {
			founders++
		}
	}
	labels := m.labels()
	for what, n := range map[string]struct{ got, least int }{
		"designated firms with investors": {len(funded), 155}, "of them with a state fund": {len(withStateFund), 48},
		"founders' roles": {founders, 220}, "venture funds": {labels["VCFund"], 436}, "state funds": {labels["StateFund"], 211},
		"other investors": {labels["OtherInvestor"], 210}, "people": {labels["Person"], 292}, "sources": {labels["Source"], 632},
		"investments": {labels["INVESTED_IN"], 1831}, "commitments": {labels["COMMITTED_TO"], 186}, "roles": {labels["HAS_ROLE"], 325},
	} {
		if n.got < n.least {
			t.Errorf("%d %s, want at least %d", n.got, what, n.least)
		}
	}
	one := m.nodes["firm:bytedance"]
	if _, two := m.nodes["investor:bytedance"]; two || !one.Investor {
		t.Error("the firm and the corporate investor bytedance are not one")
	}
	sources := one.Properties[model.Sources].([]string)
	if want := []string{"source:cb2025", "source:cb2022", "source:cb2021"}; len(sources) < 5 || cmp.Diff(want, sources[:3]) != "" {
		t.Errorf("sources of bytedance %v, want those of firms.csv, %v and more, and those of investors.csv", sources, want)
	}
}

// TestLittleGiantsRounds checks that an entry which is not a single round is no Round in the graph: its investors need not
// have been in the same round.
func TestLittleGiantsRounds(t *testing.T) {
	m, _ := loadLittleGiants(t)
	entries := map[string]bool{
		"chang-guang-before-ipo": false, "jaguar-microsystems-earlier": false, "tianke-heda-shareholders-2023": false,
		"cas-space-earlier": false, "kanuopu-robot-to-d": false, "yunji-to-2021": false, "minimax-ai-earlier": false,
		"geek-plus-earlier": false, "zhipu-ai-2023": true, "spirit-ai-2026": true, "moore-threads-2021-02": true,
	}
	found := map[string]bool{}
	for _, r := range m.ofType(model.InvestedIn) {
		entry, _, _ := strings.Cut(strings.TrimPrefix(r.ID(), "investment:"), "/")
		dated, listed := entries[entry]
		if !listed {
			continue
		}
		found[entry] = true
		if _, hasRound := r.Properties[model.RoundID]; hasRound {
			t.Errorf("%s has a round", r.ID())
		}
		if _, hasDate := r.Properties[model.AnnouncedOn]; hasDate != dated {
			t.Errorf("%s has a date: %v, want %v", r.ID(), hasDate, dated)
		}
	}
	several := regexp.MustCompile(`(?i)\brounds\b|shareholders|backers`)
	for id, n := range m.nodes {
		if name, _ := n.Properties[model.Name].(string); n.Label == model.Round && several.MatchString(name) {
			t.Errorf("%s is a round with the name %q: say what it is in the column kind of rounds.csv", id, name)
		}
	}
	if len(found) != len(entries) {
		t.Errorf("investments are found of %v, want all of %v", found, entries)
	}
}
