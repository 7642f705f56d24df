package graph_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/dustin/go-humanize"
	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/admission"
	"github.com/stakegraph/stakegraph/graph/document"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/planner"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/internal/house"
)

// TestLimitsSummary compares the summary of docs/limits.md with the existing limits, row by row with the numbers.
func TestLimitsSummary(t *testing.T) {
	n := func(value int) string { return humanize.Comma(int64(value)) }
	query, planned, lanes := document.DefaultLimits, plan.DefaultLimits, admission.ForEmbedded(4)
	if query.Values != planned.Arguments || query.Bytes != planned.Text {
		t.Error("the table has one number for the values of a request and of arguments, and one for a document and a text")
	}
	declared := func(file, name string) int { return declaredConstant(t, "../"+file, name) }
	want := map[string]string{ // by the beginning of a row: its numbers
		"rows of a page":                      n(planner.DefaultPages.Most),
		"ids of `nodes`":                      n(planner.MaxIDs),
		"results of a `search`":               n(planner.MaxHits) + " " + n(planner.MaxRows),
		"searches of a query":                 n(planned.Searches),
		"the text of a search":                n(search.MostText),
		"lists, totals, single nodes":         n(planned.Parts) + " " + n(planned.Depth),
		"conditions of all filters":           n(planned.Conditions),
		"on Neo4j, nested conditions":         n(declared("graph/neo4j/cypher/set.go", "maxLooked")),
		"objects that the nested pages":       n(planned.Objects),
		"tokens, fields and root fields":      n(query.Tokens) + " " + n(query.Fields) + " " + n(query.Roots) + " " + n(query.Depth),
		"operations, fragments, aliases":      n(query.Operations) + " " + n(query.Fragments) + " " + n(query.Aliases) + " " + n(query.Directives),
		"pairs of fields":                     n(query.Repeats),
		"objects of the schema":               n(query.Introspection) + " 60,000",
		"values in a request":                 n(query.Values) + " " + n(query.Nesting),
		"text in the arguments":               n(planned.Text),
		"a document":                          n(query.Bytes),
		"the body of a request":               n(flagDefault(t, "--max-body") >> 20),
		"an answer, as read":                  n(flagDefault(t, "--max-answer")),
		"all answers in progress":             "",
		"queries in the queue":                n(lanes.Ordinary.Waiting) + " " + n(int(lanes.Ordinary.Wait.Seconds())),
		"networks that are built or measured": n(lanes.Networks.Places),
		"files of `/export`":                  n(lanes.Exports.Places) + " " + n(lanes.Exports.PerClient),
		"the time of a query":                 n(flagDefault(t, "--timeout")),
		"an amount of money":                  n(model.MaxAmount / 100),
		"a value and a row of a data file":    n(declared("seed/bounds.go", "maxValue")>>10) + " " + n(declared("seed/bounds.go", "maxRow")>>20),
		"errors of a load that are listed":    n(declared("seed/problem.go", "maxProblems")),
	}
	_, table, _ := strings.Cut(house.ReadPage(t, "docs/limits.md"), "| object | limit |\n| --- | --- |\n")
	table, _, _ = strings.Cut(table, "\n\n")
	got := map[string]string{}
	for row := range strings.Lines(table) {
		cells := strings.Split(strings.TrimSpace(row), " | ")
		text := strings.TrimPrefix(cells[0], "| ")
		for begin := range want {
			if strings.HasPrefix(text, begin) && (begin != "a document" || text == begin) {
				text = begin
				break
			}
		}
		numbers := regexp.MustCompile(`\d[\d,]*\d|\d`).FindAllString(cells[1], -1)
		got[text] = strings.Join(numbers, " ")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("numbers (-there are +in docs/limits.md):\n%s", diff)
	}
}

// flagDefault returns the number at the beginning of a flag's default in docs/configuration.md. A test of package
// house compares that page with the program.
func flagDefault(t *testing.T, flag string) int {
	t.Helper()
	row := house.TableRow(house.ReadPage(t, "docs/configuration.md"), flag)
	found := regexp.MustCompile("\\| `(\\d+)[a-zA-Z]*` \\|").FindStringSubmatch(row)
	if found == nil {
		t.Fatalf("%s has no default: %s", flag, row)
	}
	value, err := strconv.Atoi(found[1])
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// declaredConstant returns the value of an unexported constant in a file.
func declaredConstant(t *testing.T, file, name string) int {
	t.Helper()
	set := token.NewFileSet()
	syntax, err := parser.ParseFile(set, filepath.FromSlash(file), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	value := ""
	ast.Inspect(syntax, func(node ast.Node) bool {
		if spec, is := node.(*ast.ValueSpec); is && spec.Names[0].Name == name && len(spec.Values) == 1 {
			evaluated, err := types.Eval(set, nil, token.NoPos, types.ExprString(spec.Values[0]))
			if err != nil {
				t.Fatal(err)
			}
			value = fmt.Sprint(evaluated.Value)
		}
		return true
	})
	number, err := strconv.Atoi(value)
	if err != nil {
		t.Fatalf("%s has no number %s: %v", file, name, err)
	}
	return number
}
