package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadChangelog(t *testing.T) {
	got := readChangelog("# Changelog\n\n## [Unreleased]\n\n### Added\n\n- `A` is new.\n\n### Breaking\n\n- `B` is gone:\n  ask for `C`.\n- D.\n\n" +
		"  More on D.\n\nA text.\n\n  An indented text.\n\n### Fixed\n\n- E.\n\n## [1.1.0] - 2026-01-01\n\n### Breaking\n\n- F.\n\n## [1.0.0]\n")
	want := changelog{released: "1.1.0", breaking: []string{"`B` is gone: ask for `C`.", "D. More on D."}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(changelog{})); diff != "" {
		t.Errorf("changelog (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"D. More on D."}, got.since(changelog{breaking: want.breaking[:1]})); diff != "" {
		t.Errorf("new entries (-want +got):\n%s", diff)
	}
}

// TestUnnamed checks that an entry names a change by its coordinate, and not by a pattern that matches everything.
func TestUnnamed(t *testing.T) {
	changes := []change{
		{at: "Firm"},
		{at: "Firm.city"},
		{at: "Firm.rounds(first:)"},
		{at: "Firm.investors", was: "InvestmentInvestorConnection"},
		{at: "Certainty.SURELY"},
		{at: "@asOf(date:)"},
		{at: "Firm.size", dangerous: true},
	}
	for _, c := range []struct {
		entry string
		want  []string
	}{
		{"Firm, Firm.city and the rest are gone.", []string{"Firm", "Firm.city", "Firm.rounds(first:)", "Firm.investors", "Certainty.SURELY", "@asOf(date:)"}},
		{"`Firm` is gone.", []string{"Firm.city", "Firm.rounds(first:)", "Firm.investors", "Certainty.SURELY", "@asOf(date:)"}},
		{"`Firm.city` is gone, and `city` too.", []string{"Firm", "Firm.rounds(first:)", "Firm.investors", "Certainty.SURELY", "@asOf(date:)"}},
		{"`Firm.rounds` is another.", []string{"Firm", "Firm.city", "Firm.investors", "Certainty.SURELY", "@asOf(date:)"}},
		{"`Firm.rounds(first:)` is another.", []string{"Firm", "Firm.city", "Firm.investors", "Certainty.SURELY", "@asOf(date:)"}},
		{"`Investment*Connection` is another.", []string{"Firm", "Firm.city", "Firm.rounds(first:)", "Certainty.SURELY", "@asOf(date:)"}},
		{"`@asOf` and `Certainty.*` are others.", []string{"Firm", "Firm.city", "Firm.rounds(first:)", "Firm.investors"}},
		{"`Firm.*` are others.", []string{"Firm", "Certainty.SURELY", "@asOf(date:)"}},
		{"`*`, `*.*`, `F*.city`, `.*` and `[a-z` are gone.", []string{"Firm", "Firm.city", "Firm.rounds(first:)", "Firm.investors", "Certainty.SURELY", "@asOf(date:)"}},
	} {
		var got []string
		for _, change := range unnamed(changes, []string{c.entry}) {
			got = append(got, change.at)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: not named (-want +got):\n%s", c.entry, diff)
		}
	}
}
