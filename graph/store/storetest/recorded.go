package storetest

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// planCase is a plan. The record that answers it is in a section of a file in testdata.
type planCase struct {
	name string
	plan *plan.Plan
}

// recorded holds the plans of each recorded check, under the name of its file.
var recorded = map[string]func() []planCase{
	"aggregate_from":       aggregateFromCases,
	"aggregate_functions":  functionCases,
	"aggregate_scalar":     scalarCases,
	"aggregate_where":      aggregateWhereCases,
	"at_end":               atEndCases,
	"back_reference":       backReferenceCases,
	"columns_organisation": organisationColumns,
	"columns_other":        otherColumns,
	"columns_relationship": relationshipColumns,
	"condition_step":       conditionStepCases,
	"conflicts":            conflictsCases,
	"expand":               expandCases,
	"group_rows_aggregate": groupRowAggregateCases,
	"group_rows_groups":    groupRowGroupsCases,
	"group_rows_key_node":  groupKeyNodeCases,
	"group_rows_list":      groupRowListCases,
	"group_rows_step":      groupRowStepCases,
	"groups_key":           groupKeyCases,
	"groups_nested":        nestedGroupsCases,
	"groups_rank":          rankCases,
	"groups_step":          stepCases,
	"groups_upwards":       upwardsCases,
	"groups_value":         groupValueCases,
	"groups_without_key":   withoutKeyCases,
	"on_label":             onLabelCases,
	"reference":            referenceCases,
	"relationship_ids":     relationshipIDCases,
	"sources":              sourcesCases,
}

// testdata has a file for each of the recorded checks.
//
//go:embed testdata/*.txtar
var testdata embed.FS

// recordedFile is the path of the file of a check.
func recordedFile(check string) string { return path.Join("testdata", check+".txtar") }

// checkRecorded runs the cases of a recorded check, and compares the records with those in its file.
func checkRecorded(t *testing.T, s store.Store, check string) {
	t.Helper()
	checkCases(t, s, recordedCases(t, check))
}

// recordedCases returns the cases of a recorded check with their records. It reports where the file and the code have
// different cases or plans.
func recordedCases(t *testing.T, check string) []readCase {
	t.Helper()
	plans, known := recorded[check]
	if !known {
		t.Fatalf("%s is not in the table of recorded checks", check)
	}
	text, err := testdata.ReadFile(recordedFile(check))
	if err != nil {
		t.Fatal(err)
	}
	cases, faults := joined(txtar.Parse(text), plans())
	for _, fault := range faults {
		t.Errorf("%s: %s (go test ./graph/store/storetest -run TestRecorded -update rewrites it)", recordedFile(check), fault)
	}
	return cases
}

// joined returns the cases that have a section of their name with their plan and a record, and what is wrong with the
// others, and with sections that no case has.
func joined(file *txtar.Archive, plans []planCase) (cases []readCase, faults []string) {
	sections := map[string][]byte{}
	for _, section := range file.Files {
		if _, twice := sections[section.Name]; twice {
			faults = append(faults, fmt.Sprintf("two sections are named %q", section.Name))
		}
		sections[section.Name] = section.Data
		if !slices.ContainsFunc(plans, func(c planCase) bool { return c.name == section.Name }) {
			faults = append(faults, fmt.Sprintf("section %q has no case", section.Name))
		}
	}
	for i, c := range plans {
		text, has := sections[c.name]
		switch {
		case slices.ContainsFunc(plans[:i], func(other planCase) bool { return other.name == c.name }):
			faults = append(faults, fmt.Sprintf("two cases are named %q", c.name))
			continue
		case !has:
			faults = append(faults, fmt.Sprintf("case %q has no section", c.name))
			continue
		}
		printed, rest, _ := strings.Cut(string(text), "\n\n")
		if got := c.plan.String(); printed+"\n" != got {
			faults = append(faults, fmt.Sprintf("section %q has another plan than the case:\n%s\nThe case has:\n%s", c.name, printed, got))
			continue
		}
		record, err := parseRecord([]byte(rest))
		if err != nil {
			faults = append(faults, fmt.Sprintf("section %q: %v", c.name, err))
			continue
		}
		cases = append(cases, readCase{c.name, c.plan, record})
	}
	return cases, faults
}

// parseRecord reads a record in JSON, with the values that Decode returns.
func parseRecord(text []byte) (list, error) {
	var value any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		return nil, fmt.Errorf("parse the record: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("parse the record: there is text after it")
	}
	decoded, err := withIntegers(value)
	if err != nil {
		return nil, err
	}
	record, isList := decoded.(list)
	if !isList {
		return nil, fmt.Errorf("the record %v is not a list", decoded)
	}
	return record, nil
}

// withIntegers replaces the numbers of a decoded record by integers. A record has neither other numbers, nor truth
// values, which Decode returns as 0 or 1, nor objects.
func withIntegers(value any) (any, error) {
	switch value := value.(type) {
	case nil, string:
		return value, nil
	case json.Number:
		n, err := value.Int64()
		if err != nil {
			return nil, fmt.Errorf("%s is not an integer of 64 bits", value)
		}
		return n, nil
	case list:
		values := make(list, len(value))
		for i := range value {
			var err error
			if values[i], err = withIntegers(value[i]); err != nil {
				return nil, err
			}
		}
		return values, nil
	}
	return nil, fmt.Errorf("%v is not a value of a record", value)
}
