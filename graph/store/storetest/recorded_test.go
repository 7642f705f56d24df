package storetest

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/sqlite"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/internal/golden"
)

var update = flag.Bool("update", false, "write the plans of the recorded checks, and the records that SQLite returns; look at the difference")

// TestRecorded compares the files of the recorded checks with the code: they have the same cases and plans, in the same
// order and in the form that -update writes. The stores' tests compare the records.
func TestRecorded(t *testing.T) {
	if *update {
		updateRecorded(t)
		return
	}
	for _, check := range slices.Sorted(maps.Keys(recorded)) {
		t.Run(check, func(t *testing.T) {
			cases := recordedCases(t, check)
			if t.Failed() {
				return
			}
			text, err := testdata.ReadFile(recordedFile(check))
			if err != nil {
				t.Fatal(err)
			}
			comment := txtar.Parse(text).Comment
			if len(bytes.TrimSpace(comment)) == 0 {
				t.Error("the file does not describe at its top what it checks")
			}
			want := strings.Split(string(fileOf(t, comment, cases)), "\n")
			if diff := cmp.Diff(want, strings.Split(string(text), "\n")); diff != "" {
				t.Errorf("the file is not in the form that -update writes (-form +file):\n%s", diff)
			}
		})
	}
	files, err := testdata.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if _, known := recorded[strings.TrimSuffix(file.Name(), ".txtar")]; !known {
			t.Errorf("%s belongs to no recorded check", path.Join("testdata", file.Name()))
		}
	}
}

// updateRecorded writes all files, each with the comment that it has.
func updateRecorded(t *testing.T) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal("-update is for a person who reads the difference; CI only compares")
	}
	s := opened(t, func(t *testing.T) store.Store {
		s, err := sqlite.Open(t.Context(), sqlite.Memory)
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
	loadFixture(t, s)
	for check, plans := range recorded {
		var comment []byte
		if before, err := txtar.ParseFile(recordedFile(check)); err == nil {
			comment = before.Comment
		}
		var cases []readCase
		for _, c := range plans() {
			cases = append(cases, readCase{c.name, c.plan, run(t, s, c.plan).(list)})
		}
		if err := os.WriteFile(recordedFile(check), fileOf(t, comment, cases), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// fileOf returns the file with the sections of cases.
func fileOf(t *testing.T, comment []byte, cases []readCase) []byte {
	t.Helper()
	file := &txtar.Archive{Comment: comment}
	for _, c := range cases {
		section, err := sectionOf(c)
		if err != nil {
			t.Fatal(err)
		}
		file.Files = append(file.Files, section)
	}
	return txtar.Format(file)
}

// TestRecordsSurviveSections writes records of all kinds of values as sections and reads them back.
func TestRecordsSurviveSections(t *testing.T) {
	texts := list{"", "-- a --", "\n-- a --\n\n[1]\n", "\x00", strings.Repeat("a b, ", 100), "<&>"}
	for _, text := range hostileTexts() {
		texts = append(texts, text)
	}
	firmsList, alpha := all(firms, id), lookup("firm:alpha")
	for _, c := range []readCase{
		{"texts", root(firmsList), only(singles(texts...))},
		{"texts in one row", root(), texts},
		{"integers", root(id, id), list{math.MinInt64, math.MaxInt64, 0, -1, 1<<53 + 1, -1<<53 - 1, 1_000_000_000_000_000_000}},
		{"truth values", root(id, id), list{true, false}},
		{"nulls", root(firmsList), list{nil}},
		{"nulls in rows", root(firmsList), only(list{list{nil}, list{nil, nil}, nil})},
		{"an empty record", &plan.Plan{}, list{}},
		{"an empty list", root(firmsList), only(list{})},
		{"empty rows", root(firmsList), only(list{list{}, list{}})},
		{"a row of a row", root(&plan.One{From: alpha, Row: row(&plan.One{From: alpha, Row: row(firmsList)})}), only(list{only(singles(1, 2))})},
		{"lists beside values", root(id, firmsList, id), list{1, singles(texts...), nil}},
		{"lists in lists", root(all(firms, firmsList)), only(list{only(singles(texts...)), only(list{}), only(list{list{list{list{nil}}}})})},
		{"fewer values than items", root(id, firmsList), list{}},
		{"a value in place of a list", root(firmsList), list{1}},
		{"a text in the plan", root(where(firms, equal(id, "\n\n-- a --\n[1]"), id)), only(singles("a", "b"))},
	} {
		if _, err := sectionOf(c); err != nil {
			t.Error(err)
		}
	}
	for _, c := range []readCase{
		{" a name in spaces ", root(), list{}},
		{"a name of\ntwo lines", root(), list{}},
		{"a text that is not UTF-8", root(id), list{"\xff"}},
		{"a number that is not an integer", root(id), list{0.5}},
	} {
		if section, err := sectionOf(c); err == nil {
			t.Errorf("%s: written as\n%s", c.name, section.Data)
		}
	}
}

// TestRecordForm shows which parts of a record get a line of their own.
func TestRecordForm(t *testing.T) {
	firmsList := all(firms, id)
	for _, c := range []struct {
		plan   *plan.Plan
		record list
		want   string
	}{
		{root(id, id), list{1, nil}, "[1, null]"},
		{root(firmsList), only(list{}), "[[]]"},
		{root(firmsList), only(singles("a")), `[[["a"]]]`},
		{root(firmsList), only(singles("<a>", "b")), "[[\n  [\"<a>\"],\n  [\"b\"]\n]]"},
		{at("firm:a", firmsList), atNode(singles("a", "b")), "[[[\n  [\"a\"],\n  [\"b\"]\n]]]"},
		{root(id, firmsList), list{1, singles("a", "b")}, "[\n  1,\n  [[\"a\"], [\"b\"]]\n]"},
		{at("firm:a", id, id), atNode(1, 2), "[[1, 2]]"},
		{root(firmsList), only(list{singles(strings.Repeat("a", 60), strings.Repeat("b", 60)), list{}}), "[[\n  [\n    [\"" +
			strings.Repeat("a", 60) + "\"],\n    [\"" + strings.Repeat("b", 60) + "\"]\n  ],\n  []\n]]"},
	} {
		if got, err := formatRecord(c.plan.Row, c.record); err != nil || got != c.want {
			t.Errorf("%v: %v\n%s\nwant\n%s", c.record, err, got, c.want)
		}
	}
}

// TestSectionsMatchCases: each fault of a file is reported, and its case does not run.
func TestSectionsMatchCases(t *testing.T) {
	a, b := planCase{"a", root(id)}, planCase{"b", root(kind)}
	const ofA, ofB = "-- a --\nrow\n  id\n\n[1]\n", "-- b --\nrow\n  label\n\n[2]\n"
	for _, c := range []struct {
		name, file string
		plans      []planCase
		cases      int
		fault      string // a part of the only one
	}{
		{"nothing wrong", "Top.\n" + ofA + ofB, []planCase{a, b}, 2, ""},
		{"in another order", ofB + ofA, []planCase{a, b}, 2, ""},
		{"no section", ofA, []planCase{a, b}, 1, `case "b" has no section`},
		{"no case", ofA + ofB, []planCase{a}, 1, `section "b" has no case`},
		{"two sections", ofA + ofB + ofB, []planCase{a, b}, 2, `two sections are named "b"`},
		{"two cases", ofA, []planCase{a, a}, 1, `two cases are named "a"`},
		{"another plan", ofA, []planCase{{"a", root(id, kind)}}, 0, `section "a" has another plan`},
		{"a plan with more behind it", "-- a --\nrow\n  id\n \n\n[1]\n", []planCase{a}, 0, `section "a" has another plan`},
		{"no record", "-- a --\nrow\n  id\n\n", []planCase{a}, 0, "parse the record"},
		{"no empty line", "-- a --\nrow\n  id\n[1]\n", []planCase{a}, 0, `section "a" has another plan`},
		{"two records", ofA + "[1]\n", []planCase{a}, 0, "there is text after it"},
		{"a bracket too many", ofA + "]\n", []planCase{a}, 0, "there is text after it"},
		{"a value that is not a list", "-- a --\nrow\n  id\n\n1\n", []planCase{a}, 0, "the record 1 is not a list"},
		{"a fraction", "-- a --\nrow\n  id\n\n[[1.0]]\n", []planCase{a}, 0, "1.0 is not an integer of 64 bits"},
		{"a large number", "-- a --\nrow\n  id\n\n[9223372036854775808]\n", []planCase{a}, 0, "is not an integer of 64 bits"},
		{"a truth value", "-- a --\nrow\n  id\n\n[true]\n", []planCase{a}, 0, "true is not a value of a record"},
		{"an object", "-- a --\nrow\n  id\n\n[{}]\n", []planCase{a}, 0, "is not a value of a record"},
	} {
		cases, faults := joined(txtar.Parse([]byte(c.file)), c.plans)
		if len(cases) != c.cases {
			t.Errorf("%s: %d cases run, want %d", c.name, len(cases), c.cases)
		}
		if c.fault == "" && len(faults) > 0 || c.fault != "" && (len(faults) != 1 || !strings.Contains(faults[0], c.fault)) {
			t.Errorf("%s: faults %q, want %q", c.name, faults, c.fault)
		}
	}
}

// sectionOf returns the section of a case: the plan, an empty line, and the record. It fails if the record does not
// survive that, such as a text that is not UTF-8.
func sectionOf(c readCase) (txtar.File, error) {
	text, err := formatRecord(c.plan.Row, asDecoded(c.want).(list))
	if err != nil {
		return txtar.File{}, fmt.Errorf("%s: %w", c.name, err)
	}
	section := txtar.File{Name: c.name, Data: []byte(c.plan.String() + "\n" + text + "\n")}
	parsed := txtar.Parse(txtar.Format(&txtar.Archive{Files: []txtar.File{section}}))
	read, faults := joined(parsed, []planCase{{c.name, c.plan}})
	if len(faults) > 0 {
		return txtar.File{}, fmt.Errorf("%s: the section is not read as it is written: %s", c.name, strings.Join(faults, "; "))
	}
	if !reflect.DeepEqual(asDecoded(c.want), any(read[0].want)) {
		return txtar.File{}, fmt.Errorf("%s: the record is read back as %v", c.name, read[0].want)
	}
	return section, nil
}

// formatRecord writes a record as JSON: each row of the outermost list is a line, or several if it is long. If a plan has
// several outermost items, each item is a line.
func formatRecord(row plan.Row, record list) (string, error) {
	lines, depth := record, 1
	for len(row.Items) == 1 && len(lines) == 1 {
		inner, isList := lines[0].(list)
		if !isList {
			break
		}
		lines, depth = inner, depth+1
		one, isOne := row.Items[0].(*plan.One)
		if !isOne {
			break
		}
		row = one.Row
	}
	isList := func(value any) bool { _, is := value.(list); return is }
	if len(lines) < 2 || !slices.ContainsFunc(lines, isList) {
		return compactJSON(record)
	}
	var b strings.Builder
	b.WriteString(strings.Repeat("[", depth))
	for i, line := range lines {
		text, err := compactJSON(line)
		if err != nil {
			return "", err
		}
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n  " + strings.ReplaceAll(text, "\n", "\n  "))
	}
	b.WriteString("\n" + strings.Repeat("]", depth))
	return b.String(), nil
}

// compactJSON writes a value in the form that package golden gives JSON, without escapes for HTML.
func compactJSON(value any) (string, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return "", fmt.Errorf("write the record: %w", err)
	}
	return golden.JSON(b.Bytes())
}
