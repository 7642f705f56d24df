package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph"
	"github.com/stakegraph/stakegraph/graph/model"
)

// errorCodes returns the error codes of the API.
func errorCodes(t *testing.T) []string {
	t.Helper()
	codes, err := parser.ParseFile(token.NewFileSet(), "../../graph/apierror/code.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	return append([]string{errcode.ParseFailed, errcode.ValidationFailed}, constants(codes, "Code")...)
}

// A text in capitals is a string of the code that is nothing but a name in capitals: a code, a kind in a data file, a
// variable. Variables are also found inside other strings, such as the tag of a flag.
var (
	textInCapitals = regexp.MustCompile(`^"([A-Z][A-Z0-9_]+)"$`)
	variable       = regexp.MustCompile(`\b(?:STAKEGRAPH|NEO4J|OTEL)_[A-Z0-9_]+\b`)
)

// textsOf returns the matches of a pattern in the strings of the code, or of its first group if it has one.
func textsOf(files repository, pattern *regexp.Regexp) []string {
	var names []string
	for _, f := range files.code() {
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			if text, is := n.(*ast.BasicLit); is && text.Kind == token.STRING {
				for _, found := range pattern.FindAllStringSubmatch(text.Value, -1) {
					names = append(names, found[len(found)-1])
				}
			}
			return true
		})
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// otherCapitals are names in capitals that are not defined by this project.
var otherCapitals = []string{
	"AI", "CNY", "KPCB", "RMB", "SMIC", // texts of searches, and currencies
	"AND", "CONSTRAINT", "HEAD", "ID", // of Cypher, HTTP and GraphQL
	"REPOSITORY", // placeholder of an address
	"LICENSE",    // a file
	// Variables that the library of OpenTelemetry reads.
	"OTEL_EXPORTER_OTLP_HEADERS", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_SERVICE_NAME", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG",
}

// TestCapitals checks that each name in capitals that a page formats as code is an error code, an enum value, a type of
// relationship, an environment variable or another string of the code. No page can then name an error that was removed.
func TestCapitals(t *testing.T) {
	code := readRepository(t, os.DirFS(Root(t)))
	known := slices.Concat(errorCodes(t), textsOf(code, textInCapitals), textsOf(code, variable))
	for _, definition := range stakegraph.NewExecutableSchema(stakegraph.Config{}).Schema().Types {
		for _, value := range definition.EnumValues {
			known = append(known, value.Name)
		}
	}
	for _, rel := range model.AllRelTypes() {
		known = append(known, rel.String())
	}
	named := capitals(Pages(t))
	for _, name := range otherCapitals {
		if len(named[name]) == 0 {
			t.Errorf("no page names %s", name)
		}
	}
	for _, fault := range unknown(named, append(known, otherCapitals...), "code, value or variable") {
		t.Error(fault)
	}
}

// capitals returns the pages that format a name in capitals as code, by this name.
func capitals(pages []Page) map[string][]string {
	var all []Page
	for _, p := range pages {
		all = append(all, Page{p.Path, prose(p.Text)})
	}
	return pageNames(all, regexp.MustCompile("`([A-Z][A-Z0-9_]+)`"))
}

// TestVariables checks that each environment variable of the server is in docs/configuration.md or docs/operating.md.
func TestVariables(t *testing.T) {
	said := ReadPage(t, "docs/configuration.md") + ReadPage(t, "docs/operating.md")
	names := textsOf(readRepository(t, os.DirFS(Root(t)+"/server")), variable)
	if len(names) < 15 {
		t.Errorf("only %d variables are found", len(names))
	}
	for _, name := range names {
		if !strings.Contains(said, "`"+name+"`") {
			t.Errorf("no page of docs names the variable %s", name)
		}
	}
}

func TestCapitalsFindFaults(t *testing.T) {
	pages := []Page{
		{"a.md", "`TIMEOUT`, `FIRM_NAME`, TEXT, `Firm`, `A` and `first: ASC`\n```\n`NONE`\n```\n"}, {"CHANGELOG.md", "`OLD_CODE`"},
	}
	want := []string{"a.md: there is no code FIRM_NAME"}
	if diff := cmp.Diff(want, unknown(capitals(pages), []string{"TIMEOUT"}, "code")); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
	files := readRepository(t, fstest.MapFS{
		"p/a.go":      {Data: []byte("package p\n\nvar a = \"TIMEOUT\" + \"Set NEO4J_USER.\"\n\ntype b struct { c int `env:\"STAKEGRAPH_A,OTEL_B\"` }\n")},
		"p/a_test.go": {Data: []byte("package p\n\nvar b = \"NEO4J_TEST\"\n")},
	})
	got := append(textsOf(files, textInCapitals), textsOf(files, variable)...)
	if diff := cmp.Diff([]string{"TIMEOUT", "NEO4J_USER", "OTEL_B", "STAKEGRAPH_A"}, got); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
}
