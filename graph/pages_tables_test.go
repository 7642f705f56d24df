package graph_test

import (
	"cmp"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql/errcode"
	gocmp "github.com/google/go-cmp/cmp"
	gqlast "github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph"
	"github.com/stakegraph/stakegraph/graph/engine"
	"github.com/stakegraph/stakegraph/graph/model"
)

// TestModelPage holds the tables of nodes and relationships to the schema and the vocabulary.
func TestModelPage(t *testing.T) {
	page, schema := readPage(t, "docs/queries.md"), stakegraph.NewExecutableSchema(stakegraph.Config{}).Schema()
	likeVCFund := []string{"StateFund", "OtherInvestor"} // "the same as `VCFund`"
	for _, label := range model.Nodes.Labels() {
		row := tableRow(page, label.String())
		if row == "" {
			t.Errorf("no row for %v", label)
		}
		if slices.Contains(likeVCFund, label.String()) {
			row += tableRow(page, "VCFund")
		}
		for _, name := range statedBy(schema, label.String()) {
			if !strings.Contains(row, "`"+name+"`") {
				t.Errorf("the row of %v does not say %s", label, name)
			}
		}
	}
	edges := map[model.RelType]string{
		model.InvestedIn: "InvestmentFirmEdge", model.Raised: "RaisingRoundEdge", model.CommittedTo: "CommitmentFundEdge",
		model.HasRole: "RolePersonEdge", model.Designated: "DesignationFirmEdge", model.OperatesIn: "ActivityFirmEdge",
		model.PartOf: "PartSectorEdge",
	}
	for rel, edge := range edges {
		row := tableRow(page, rel.String())
		for _, name := range statedBy(schema, edge) {
			if name != "cursor" && !strings.Contains(row, "`"+name+"`") {
				t.Errorf("the row of %v does not say %s", rel, name)
			}
		}
	}
}

// statedBy returns the fields of a type that hold values, not other nodes.
func statedBy(schema *gqlast.Schema, typeName string) []string {
	var names []string
	for _, field := range schema.Types[typeName].Fields {
		kind := schema.Types[field.Type.Name()]
		if field.Name != "id" && !strings.HasPrefix(field.Name, "__") && (kind.IsLeafType() || kind.Name == "Money") {
			names = append(names, field.Name)
		}
	}
	return names
}

// tableRow returns the row of a table of Markdown that begins with a name in code.
func tableRow(page, name string) string {
	for line := range strings.Lines(page) {
		if strings.HasPrefix(line, "| `"+name+"` |") {
			return line
		}
	}
	return ""
}

// TestErrorsPage holds the table of codes to those that are given out.
func TestErrorsPage(t *testing.T) {
	page := readPage(t, "docs/errors.md")
	want := []string{errcode.ParseFailed, errcode.ValidationFailed}
	codes, err := parser.ParseFile(token.NewFileSet(), "apierror/code.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, constants(codes, "Code")...)
	var got []string
	rows := regexp.MustCompile("(?m)^\\| `([A-Z_]{7,})` \\|.*\\|.*\\|$")
	for _, match := range rows.FindAllStringSubmatch(page, -1) {
		got = append(got, match[1])
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("codes (-given out +in docs/errors.md):\n%s", diff)
	}
}

// constants returns the values of a file's text constants whose names begin so.
func constants(file *ast.File, prefix string) []string {
	var values []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if ok && strings.HasPrefix(spec.Names[0].Name, prefix) && len(spec.Values) == 1 {
			if value, isLiteral := spec.Values[0].(*ast.BasicLit); isLiteral {
				values = append(values, strings.Trim(value.Value, `"`))
			}
		}
		return true
	})
	return values
}

// TestConfigurationPage holds the table of flags to those that the program has, with their variables and defaults.
func TestConfigurationPage(t *testing.T) {
	configuration := readPage(t, "docs/configuration.md")
	flags := 0
	for _, f := range readRepository(t, os.DirFS(filepath.Join(repositoryRoot(t), "server"))) {
		if !f.isGo() || f.isTest() {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			field, ok := n.(*ast.Field)
			if !ok || field.Tag == nil {
				return true
			}
			tag := reflect.StructTag(strings.Trim(field.Tag.Value, "`"))
			_, isCommand := tag.Lookup("cmd")
			_, isArgument := tag.Lookup("arg")
			if tag.Get("help") == "" || isArgument {
				return true
			}
			name := strings.Join(words(field.Names[0].Name), "-")
			if isCommand {
				if !regexp.MustCompile("(?m)^\\| `" + name + "[ `]").MatchString(configuration) {
					t.Errorf("no row for the command %s", name)
				}
				return true
			}
			flags++
			name = cmp.Or(tag.Get("name"), name)
			row := tableRow(configuration, "--"+name)
			for _, said := range append(strings.Split(tag.Get("env"), ","), "--"+name, tag.Get("default")) {
				if said != "" && !strings.Contains(row, "`"+said+"`") {
					t.Errorf("no row for the flag --%s that says %s", name, said)
				}
			}
			return true
		})
	}
	if flags < 5 {
		t.Errorf("only %d flags are found", flags)
	}
}

// TestDataPage holds docs/data.md to what the data set has: it may have grown, and not shrunk.
func TestDataPage(t *testing.T) {
	executor := serve(engine.Config{Store: shipped(t)})
	rows := regexp.MustCompile("(?m)^\\| `([a-zA-Z]+)` \\| ([0-9,]+) \\|$").FindAllStringSubmatch(readPage(t, "docs/data.md"), -1)
	if len(rows) < 5 {
		t.Errorf("only %d rows are found", len(rows))
	}
	for _, row := range rows {
		least, err := strconv.Atoi(strings.ReplaceAll(row[2], ",", ""))
		if err != nil {
			t.Fatal(err)
		}
		_, answer := post(t, executor, "{ list: "+row[1]+" { totalCount } }", nil)
		var got struct {
			Data struct{ List struct{ TotalCount int } }
		}
		if err := json.Unmarshal([]byte(answer), &got); err != nil || got.Data.List.TotalCount <= least {
			t.Errorf("%s: more than %d are promised: %s", row[1], least, answer)
		}
	}
}
