package planner_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/stakegraph/stakegraph/graph/planner"
	"github.com/stakegraph/stakegraph/graph/schema"
	"github.com/stakegraph/stakegraph/internal/schemagen"
)

// declaring returns the schema and a planner for a copy of graph/schema. added has, by file, a text of the copy and a
// new text to insert before it.
func declaring(t *testing.T, added map[string][2]string) (*ast.Schema, *planner.Planner) {
	t.Helper()
	files, declaration := fstest.MapFS{}, &ast.SchemaDocument{}
	folder := os.DirFS("../schema")
	names, err := fs.Glob(folder, "*.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		if more, is := added[name]; is {
			if strings.Count(text, more[0]) != 1 {
				t.Fatalf("%s has not one %q", name, more[0])
			}
			text = strings.Replace(text, more[0], more[1]+more[0], 1)
		}
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for _, name := range []string{"nodes.graphqls", "relationships.graphqls"} {
		part, err := parser.ParseSchema(&ast.Source{Name: name, Input: string(files[name].Data)})
		if err != nil {
			t.Fatal(err)
		}
		declaration.Merge(part)
	}
	text, err := schemagen.Generate(files)
	if err != nil {
		t.Fatal(err)
	}
	parsed := gqlparser.MustLoadSchema(&ast.Source{Input: text})
	return parsed, planner.NewDeclared(parsed, schema.Read(declaration))
}

// printedPlan returns the printed plan of a query.
func printedPlan(t *testing.T, parsed *ast.Schema, p *planner.Planner, query string) string {
	t.Helper()
	doc, errs := gqlparser.LoadQueryWithRules(parsed, query, rules.NewDefaultRules())
	if len(errs) > 0 {
		t.Fatalf("%s: %v", query, errs)
	}
	made, err := p.Plan(planner.Operation{Doc: doc, Definition: doc.Operations[0]})
	if err != nil || len(made.Errs) > 0 {
		t.Fatalf("%s: %v %v", query, err, made.Errs)
	}
	return made.Plan.String()
}

// TestPropertyIsDeclaredOnce: a property that is declared in one place is in all types of the families of its type, and
// is bound. The test declares an existing property of the model under a new name.
func TestPropertyIsDeclaredOnce(t *testing.T) {
	parsed, p := declaring(t, map[string][2]string{"nodes.graphqls": {`  """The people with a role at the organisation, current or former."""`, `
  """The year in which it began."""
  begunIn: Int @property(name: "foundedYear")
`}})
	for typeName, want := range map[string]string{
		"Organisation": "Int", "Investor": "Int", "Fund": "Int", "Firm": "Int", "VCFund": "Int", "StateFund": "Int",
		"OtherInvestor": "Int",
		"FirmFilter":    "IntFilter", "FundFilter": "IntFilter", "OrganisationFilter": "IntFilter", "InvestorFilter": "IntFilter",
		"FirmOrder": "Direction", "FirmFieldOrder": "Direction", "InvestorOrder": "Direction",
		"FirmAggregate": "IntAggregate!", "FirmAggregateFilter": "IntAggregateFilter",
		"FirmAggregateOrder": "NumberAggregateOrder", "FirmGroupFilter": "IntAggregateFilter",
		"FirmGroupOrder": "NumberAggregateOrder", "InvestorAggregate": "IntAggregate!",
	} {
		switch field := parsed.Types[typeName].Fields.ForName("begunIn"); {
		case field == nil:
			t.Errorf("%s has no field begunIn", typeName)
		case field.Type.String() != want || field.Description == "":
			t.Errorf("%s.begunIn is %s, %q, want %s", typeName, field.Type, field.Description, want)
		}
	}
	const query = `{
		firms(filter: {begunIn: {gte: 2010}}, orderBy: [{begunIn: DESC}]) {
			nodes { begunIn }
			aggregate { begunIn { max } }
			groups(by: [CITY], filter: {begunIn: {min: {gte: 2000}}}, orderBy: [{begunIn: {max: ASC}}]) { nodes { count } }
		}
		investors(filter: {investments: {some: {node: {begunIn: {lt: 2000}}}}}) { nodes { begunIn } }
	}`
	want := printedPlan(t, parsed, p, strings.ReplaceAll(query, "begunIn", "foundedYear"))
	if diff := cmp.Diff(want, printedPlan(t, parsed, p, query)); diff != "" || !strings.Contains(want, "foundedYear") {
		t.Errorf("begunIn is not planned as foundedYear is:\n%s", diff)
	}
}

// TestRelationshipIsDeclaredOnce: a type of relationship that is declared in one place, with a field in another that
// leads to it, has all types of a family, and is bound. The test declares an existing type of the model, listed from
// its other end.
func TestRelationshipIsDeclaredOnce(t *testing.T) {
	parsed, p := declaring(t, map[string][2]string{
		"relationships.graphqls": {`"""A sector's membership in its parent sector."""`, `
"""A sector's having another as a part."""
type Whole @relationship(type: "PART_OF", follow: "wholes") {
  """The sector that is the part."""
  start: Sector!
  """The sector of which it is a part."""
  end: Sector! @end(plural: "wholes of a sector", groups: [SECTOR])
}
`},
		"nodes.graphqls": {`  """The child sectors in the hierarchy."""`, `
  """The sectors that this one is a part of."""
  wholes: WholeSectorConnection!
`},
	})
	for _, ending := range []string{
		"Connection", "Edge", "Filter", "ListFilter", "Order", "Aggregate", "AggregateFilter", "AggregateOrder", "GroupBy",
		"Group", "GroupConnection", "GroupEdge", "GroupFilter", "GroupOrder",
	} {
		if parsed.Types["WholeSector"+ending] == nil {
			t.Errorf("there is no type WholeSector%s", ending)
		}
	}
	for _, typeName := range []string{"Sector", "SectorFilter", "SectorOrder"} {
		if parsed.Types[typeName].Fields.ForName("wholes") == nil {
			t.Errorf("%s has no field wholes", typeName)
		}
	}
	const query = `{
		sectors(filter: {wholes: {some: {node: {id: {eq: "sector:a"}}}}}, orderBy: [{wholes: {by: {count: DESC}}}]) {
			nodes { wholes(orderBy: [{node: {name: ASC}}]) { edges { node { name } } totalCount aggregate { nodeCount } } }
		}
	}`
	want := printedPlan(t, parsed, p, strings.ReplaceAll(query, "wholes", "children"))
	want = strings.ReplaceAll(want, "incoming PART_OF", "outgoing PART_OF")
	if diff := cmp.Diff(want, printedPlan(t, parsed, p, query)); diff != "" || strings.Count(want, "outgoing PART_OF") < 4 {
		t.Errorf("wholes are not planned as children are, but for the direction:\n%s", diff)
	}
}
