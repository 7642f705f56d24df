package house

import (
	"go/ast"
	"regexp"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	gqlast "github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph"
	"github.com/stakegraph/stakegraph/graph/model"
)

// TestModelPage compares the tables of nodes and relationships with the schema and the vocabulary.
func TestModelPage(t *testing.T) {
	page, schema := ReadPage(t, "docs/graph.md"), stakegraph.NewExecutableSchema(stakegraph.Config{}).Schema()
	likeVCFund := []string{"StateFund", "OtherInvestor"} // their rows are "the same as `VCFund`"
	for _, label := range model.Nodes.Labels() {
		row := TableRow(page, label.String())
		if row == "" {
			t.Errorf("no row for %v", label)
		}
		if slices.Contains(likeVCFund, label.String()) {
			row += TableRow(page, "VCFund")
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
		row := TableRow(page, rel.String())
		for _, name := range statedBy(schema, edge) {
			if name != "cursor" && !strings.Contains(row, "`"+name+"`") {
				t.Errorf("the row of %v does not say %s", rel, name)
			}
		}
	}
}

// statedBy returns the fields of a type that are values, not other nodes.
func statedBy(schema *gqlast.Schema, typeName string) []string {
	var names []string
	for _, field := range schema.Types[typeName].Fields {
		kind := schema.Types[field.Type.Name()]
		if field.Name != "id" && field.Name != "label" && !strings.HasPrefix(field.Name, "__") && (kind.IsLeafType() || kind.Name == "Money") {
			names = append(names, field.Name)
		}
	}
	return names
}

// TestErrorsPage compares the table of codes with the error codes of the API.
func TestErrorsPage(t *testing.T) {
	page := ReadPage(t, "docs/errors.md")
	want := errorCodes(t)
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

// constants returns the values of a file's string constants whose names have a prefix.
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
