package house

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/stakegraph/stakegraph/graph/model"
)

var statementRules = []houseRule{
	{
		name:  "StatementsHoldNoValues",
		check: checkStatements,
		breaks: map[string]string{
			"graph/testdata/cases/good.txtar": "A case.\n-- query.graphql --\n{ x }\n-- sqlite.sql --\n" +
				"SELECT n1.key AS k1 FROM node AS n1 WHERE n1.label = 'Firm' AND n1.id = ? AND 1 OR ifnull(k1, 0)\n",
			"graph/testdata/cases/text.txtar": "A case.\n-- query.graphql --\n{ x }\n-- sqlite.sql --\n" +
				"SELECT 'Firm' WHERE n1.id = 'firm:uisee' AND n1.name = \"it''s\"\n",
			"graph/testdata/cases/number.txtar": "A case.\n-- query.graphql --\n{ x }\n-- sqlite.sql --\n" +
				"SELECT 1 LIMIT 20\n-- other.sql --\nSELECT 1.5\n",
		},
		found: []string{
			"graph/testdata/cases/number.txtar: sqlite.sql: the number 20 is not an argument",
			"graph/testdata/cases/number.txtar: other.sql: the number 1.5 is not an argument",
			"graph/testdata/cases/text.txtar: sqlite.sql: the text 'firm:uisee' is not an argument",
			"graph/testdata/cases/text.txtar: sqlite.sql: the text \"it''s\" is not an argument",
		},
	},
}

// checkStatements checks that the statements of the cases have no values in their text, only arguments. The exceptions are
// labels of the vocabulary, and the numbers 0 and 1: they mean false and true, or the value of a row that need only exist.
func checkStatements(files repository) []string {
	var faults []string
	for _, f := range files {
		if !strings.HasSuffix(f.path, ".txtar") {
			continue
		}
		for _, section := range txtar.Parse([]byte(f.text)).Files {
			if !strings.HasSuffix(section.Name, ".sql") {
				continue
			}
			for _, literal := range literals(string(section.Data)) {
				kind := "number"
				if strings.ContainsAny(literal[:1], `'"`) {
					kind = "text"
				}
				if !mayBeWrittenOut(literal) {
					faults = append(faults, fmt.Sprintf("%s: %s: the %s %s is not an argument", f.path, section.Name, kind, literal))
				}
			}
		}
	}
	return faults
}

func mayBeWrittenOut(literal string) bool {
	if literal == "0" || literal == "1" {
		return true
	}
	name, isText := strings.CutPrefix(literal, "'")
	_, isLabel := model.ParseLabel(strings.TrimSuffix(name, "'"))
	return isText && isLabel
}

// literals returns the string literals, with their quotes, and the numbers of a statement. Digits in names are not numbers.
func literals(statement string) []string {
	var all []string
	const digits, letters = "0123456789", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
	for i := 0; i < len(statement); {
		end := i + 1
		switch c := statement[i]; {
		case c == '\'' || c == '"' || c == '`':
			for end < len(statement) {
				if statement[end] == c {
					end++
					if end == len(statement) || statement[end] != c { // a doubled quote is an escaped one
						break
					}
				}
				end++
			}
			all = append(all, statement[i:end])
		case strings.IndexByte(digits, c) >= 0:
			for end < len(statement) && strings.IndexByte(digits+letters+".", statement[end]) >= 0 {
				end++
			}
			all = append(all, statement[i:end])
		case strings.IndexByte(letters, c) >= 0 || c >= 0x80:
			for end < len(statement) && (strings.IndexByte(digits+letters, statement[end]) >= 0 || statement[end] >= 0x80) {
				end++
			}
		}
		i = end
	}
	return all
}

func TestLiterals(t *testing.T) {
	statement := `SELECT n12.k1, 'it''s', '', "a" || x'00' FROM t2 WHERE a=0.5e3 AND b=-7 AND ?1 < 'open`
	want := []string{"'it''s'", "''", `"a"`, "'00'", "0.5e3", "7", "1", "'open"}
	if diff := cmp.Diff(want, literals(statement)); diff != "" {
		t.Error(diff)
	}
}

// TestCasesHaveStatements checks that there are statements for the rule to check.
func TestCasesHaveStatements(t *testing.T) {
	files := readRepository(t, os.DirFS("../../graph/testdata/cases"))
	if !slices.ContainsFunc(files, func(f sourceFile) bool { return strings.Contains(f.text, "-- sqlite.sql --") }) {
		t.Error("no case shows a statement")
	}
}
