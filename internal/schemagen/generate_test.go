package schemagen_test

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/internal/schemagen"
)

// written returns a copy of the files of graph/schema. In the named file, the first occurrence of old is replaced by text.
func written(t *testing.T, name, old, text string) fs.FS {
	t.Helper()
	files := fstest.MapFS{}
	folder := os.DirFS("../../graph/schema")
	names, err := fs.Glob(folder, "*.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	if name == "" {
		return files
	}
	if files[name] == nil {
		files[name] = &fstest.MapFile{}
	}
	before := string(files[name].Data)
	if !strings.Contains(before, old) {
		t.Fatalf("%s has no %q", name, old)
	}
	files[name].Data = []byte(strings.Replace(before, old, text, 1))
	return files
}

// TestSchemaIsUpToDate checks that the committed schema is the result of the declaration and the templates.
func TestSchemaIsUpToDate(t *testing.T) {
	want, err := schemagen.Generate(written(t, "", "", ""))
	if err != nil {
		t.Fatal(err)
	}
	have, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(have)); diff != "" {
		t.Errorf("schema.graphqls is not up to date (make generate):\n%s", diff)
	}
}

// TestNothingIsWrittenWrongly checks that a declaration which contradicts the model or itself is refused, with an error that
// states the reason.
func TestNothingIsWrittenWrongly(t *testing.T) {
	for _, c := range []struct {
		name, file, old, text, says string
	}{
		{
			"a file that is in no order", "weather.graphqls", "", "scalar Weather",
			"weather.graphqls has no place",
		},
		{"no SDL", "time.graphqls", "enum", "enumeration", "time.graphqls:"},
		{
			"no SDL in the declaration", "nodes.graphqls", "interface", "face",
			"nodes.graphqls:",
		},
		{
			"another type than the model's", "nodes.graphqls", "authority: String", "authority: Int",
			"Programme.authority is written as Int, and the model has String",
		},
		{
			"no null where a value can be missing", "nodes.graphqls", "size: Money", "size: Money!",
			"size is written as Money!, and the model has Money",
		},
		{
			"a directive that nothing defines", "nodes.graphqls", `@property(name: "rung")`, `@propriety(name: "rung")`,
			"Programme.programmeLevel has @propriety, which directives.graphqls does not have for it",
		},
		{
			"an argument that nothing defines", "nodes.graphqls", `@property(name:`, `@property(named:`,
			"Programme.programmeLevel: @property has no argument named",
		},
		{
			"an argument that is missing", "relationships.graphqls", `, follow: "parts"`, "",
			"Part: @relationship needs the argument follow",
		},
		{
			"a directive on what it is not for", "relationships.graphqls", "type Part @relationship",
			`type Part @after(field: "id") @relationship`,
			"Part has @after, which directives.graphqls does not have for it",
		},
		{
			"a place after what is not there", "nodes.graphqls", `@after(field: "city")`, `@after(field: "town")`,
			"province stands after town, which is no field of Firm",
		},
		{
			"a place after what the root has not", "query.graphqls", `@after(field: "investors")`, `@after(field: "investor_s")`,
			"commonInvestors stands after investor_s, which is no field of Query",
		},
		{
			"a type that is shared and is not there", "nodes.graphqls", `@shares(types: [GroupFilter], with: "Node")`,
			`@shares(types: [ListFilter], with: "Node")`, "Source shares ListFilter, which it has not",
		},
		{
			"a key that nothing describes", "nodes.graphqls", "groups: [PROGRAMME_LEVEL]", "groups: [WEATHER]",
			"Programme is grouped by WEATHER",
		},
		{
			"a key that is described and not used", "groups.graphqls", "enum SectorGroupBy {\n", "enum SectorGroupBy { YEAR\n",
			"SectorGroupBy describes YEAR, by which Sector is not grouped",
		},
		{
			"an end that is not declared", "relationships.graphqls", `type Part @relation`,
			`type Price @relationship(type: "RAISED", follow: "prices") { start: Firm! end: Money! @end(plural: "prices") }
			type Part @relation`,
			"Price.end is a Money, which is not declared",
		},
		{
			"two lists at ends of one type", "relationships.graphqls", "  end: Sector!\n}", "  end: Sector! @end(plural: \"parents\")\n}",
			"both ends of Part are Sector, so only one of them may have @end",
		},
		{
			"a type that is not there", "exposure.graphqls", "paths: [Path!]!", "paths: [Way!]!",
			"Undefined type Way",
		},
		{
			"a property that the model has not", "nodes.graphqls", "authority: String", "power: String",
			"Programme.power is no property of the model",
		},
		{
			"a list that is not declared", "nodes.graphqls", "PartSectorConnection", "PartsConnection",
			"Sector.children is no property of the model and leads nowhere",
		},
		{
			"a label that the model has not", "nodes.graphqls", "type Programme", "type Plan",
			"the model has no label Plan",
		},
		{
			"a type of relationship that the model has not", "relationships.graphqls", `"PART_OF"`, `"PARTS"`,
			"the model has no type of relationship PARTS",
		},
		{
			"an interface that is not declared", "nodes.graphqls", "Investor & Fund @node(\n", "Investor & Trust @node(\n",
			"VCFund implements Trust, which is not declared",
		},
		{
			"a type that is shared and is not the same", "nodes.graphqls", `@shares(types: [Order], with: "Fund")`,
			`@shares(types: [Order], with: "Investor")`, "VCFund shares InvestorOrder, which is another",
		},
		{
			"a page of what is not declared", "query.graphqls", "founders: PersonConnection", "founders: FounderConnection",
			"Query.founders is a page of Founder, which nothing declares",
		},
		{
			"an end that is missing", "relationships.graphqls", "  start: Person!", "  begin: Person!",
			"Role has no field start",
		},
		{
			"a reference that is no property", "relationships.graphqls", `@reference(property: "roundId")`,
			`@reference(property: "round")`,
			"Investment.round: the model has no reference round",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := schemagen.Generate(written(t, c.file, c.old, c.text))
			if !errors.Is(err, schemagen.ErrSchema) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v, want %q", err, c.says)
			}
		})
	}
}
