//go:build !race

package graph_test

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/admission"
	"github.com/stakegraph/stakegraph/graph/document"
	"github.com/stakegraph/stakegraph/graph/initplan"
	"github.com/stakegraph/stakegraph/graph/network"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/internal/house"
)

// limits returns the default of each limit by its name.
func limits() map[string]int64 {
	named := map[string]string{"document.Limits.Bytes": "document", "plan.Limits.Depth": "relationships"} // all others have the names of their fields
	values := map[string]int64{}
	for _, defaults := range []reflect.Value{reflect.ValueOf(document.DefaultLimits), reflect.ValueOf(plan.DefaultLimits)} {
		for field, value := range defaults.Fields() {
			name := strings.ToLower(field.Name)
			if other, given := named[defaults.Type().String()+"."+field.Name]; given {
				name = other
			}
			values[name] = value.Int()
		}
	}
	return values
}

// TestLimitsPage compares the table in docs/limits.md with the existing limits and their defaults, and checks that
// each limit refuses an attack.
func TestLimitsPage(t *testing.T) {
	page, flags := house.ReadPage(t, "docs/limits.md"), house.ReadPage(t, "docs/configuration.md")
	output := map[string]int64{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z]+)` \\| (?:`(--[a-z-]+)`)? ?\\| (\\d+) \\|").FindAllStringSubmatch(page, -1) {
		value, err := strconv.ParseInt(row[3], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		output[row[1]] = value
		if row[2] != "" && !strings.Contains(house.TableRow(flags, row[2]), "`"+row[3]+"`") {
			t.Errorf("%s: the flag %s has another default", row[1], row[2])
		}
	}
	if diff := cmp.Diff(limits(), output); diff != "" {
		t.Errorf("limits (-there are +in docs/limits.md):\n%s", diff)
	}
	for name := range limits() {
		if !slices.ContainsFunc(attacks(), func(a attack) bool { return a.limit == name }) {
			t.Errorf("no attack is refused by %s", name)
		}
	}
}

// TestAttacksPage compares the table in docs/costs.md with the existing attacks. The CPU time is from the last
// measurement, and must be within the bound that the page states.
func TestAttacksPage(t *testing.T) {
	var want, got []string
	for _, a := range attacks() {
		want = append(want, fmt.Sprintf("| %s | %s | %d | `%s`", a.class, a.name, len(a.body), a.limit))
	}
	rows := regexp.MustCompile("(?m)^(\\| .* \\| \\d+ \\| `[A-Za-z_]+`) \\| ([0-9.]+) \\|$")
	for _, row := range rows.FindAllStringSubmatch(house.ReadPage(t, "docs/costs.md"), -1) {
		got = append(got, row[1])
		if spent, err := strconv.ParseFloat(row[2], 64); err != nil || spent > 50 {
			t.Errorf("%s: it costs %s ms", row[1], row[2])
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("attacks (-there are +in docs/costs.md):\n%s", diff)
	}
}

// TestNetworkLimitsPage compares docs/network.md and docs/limits.md with the limits of networks.
func TestNetworkLimitsPage(t *testing.T) {
	plain := func(page string) string { return strings.ReplaceAll(house.ReadPage(t, page), ",", "") }
	for name, value := range map[string]int64{
		"networkPairs": int64(initplan.DefaultNetworkLimits.Pairs), "networkSteps": initplan.DefaultNetworkLimits.Steps,
		"networkIterations": network.DefaultMaxIterations,
	} {
		said := strconv.FormatInt(value, 10)
		if row := house.TableRow(plain("docs/network.md"), name); !strings.Contains(row, "| "+said+" |") {
			t.Errorf("docs/network.md: %s, want %s", row, said)
		}
		if page := plain("docs/limits.md"); !strings.Contains(page, "(`"+name+"` "+said+")") {
			t.Errorf("docs/limits.md does not say %s %s", name, said)
		}
	}
}

// TestLanesPage compares the table in docs/limits.md with the existing lanes and their queues.
func TestLanesPage(t *testing.T) {
	embedded, server := admission.ForEmbedded(8), admission.ForServer(64, 8)
	var want, got []string
	for _, lanes := range []admission.Config{embedded, server} { // queues are the same on both databases
		want = want[:0]
		for i, limits := range []admission.Limits{lanes.Lookups, lanes.Ordinary, lanes.Costly, lanes.Networks, lanes.Exports} {
			wait := ""
			if limits.Waiting > 0 {
				wait = fmt.Sprintf("%.0f s ", limits.Wait.Seconds())
			}
			want = append(want, fmt.Sprintf("%s %d %s", admission.New(lanes).All()[i].Name(), limits.Waiting, wait))
		}
		got = got[:0]
		rows := regexp.MustCompile("(?m)^\\| `([a-z]+)` \\|[^|]*\\|[^|]*\\|[^|]*\\| (\\d+) \\| ((?:\\d+ s )?)\\|$")
		for _, row := range rows.FindAllStringSubmatch(house.ReadPage(t, "docs/limits.md"), -1) {
			got = append(got, strings.Join(row[1:], " "))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("lanes (-there are +in docs/limits.md):\n%s", diff)
		}
	}
}
