package house

import (
	"go/ast"
	"path"
	"slices"
	"strings"
)

// module is the path that go.mod gives the project.
const module = "github.com/stakegraph/stakegraph"

// mayImport holds for each folder of Go code what of the project it may import. Imports go one way: model, then plan,
// then store, then what stands on the contract; response and planner know plan; only server puts all of them together.
var mayImport = map[string][]string{
	"graph/model":            {},
	"graph/search":           {"graph/model"},
	"graph/lru":              {},
	"graph/plan":             {"graph/model"},
	"graph/store":            {"graph/model", "graph/plan", "graph/search"},
	"graph/admission":        {"graph/plan", "graph/search", "graph/store"},
	"internal/oracle":        {"graph/model", "graph/network", "graph/search"},
	"graph/paths":            {"graph/model", "graph/plan"},
	"graph/exposure":         {"graph/model", "graph/plan"},
	"graph/network":          {"graph/model"},
	"graph/export":           {"graph/model"},
	"graph/store/storetest":  {"graph/model", "graph/plan", "graph/search", "graph/store"},
	"graph/sqlite":           {"graph/lru", "graph/model", "graph/paths", "graph/plan", "graph/search", "graph/store"},
	"graph/neo4j":            {"graph/lru", "graph/model", "graph/paths", "graph/plan", "graph/search", "graph/store"},
	"internal/neo4jtest":     {},
	"internal/differential":  {},
	"internal/codesize":      {},
	"internal/neo4jtest/run": {"internal/neo4jtest"},
	"internal/house":         {},
	"internal/pythontest":    {},
	"seed":                   {"graph/model", "graph/plan", "graph/store"},
	"seed/frozen":            {},
	"seed/seedtest":          {"graph/model", "graph/store", "seed", "seed/frozen"},
	"graph/response":         {"graph/model", "graph/plan", "graph/store"},
	"graph/planner":          {"graph/model", "graph/plan", "graph/response", "graph/search"},
	"graph/rules":            {"graph/model"},
	"internal/docgen":        {},
	"internal/gqlgen":        {},
	"graph/introspection":    {},
	".":                      {"graph/introspection"},
	"graph": {
		".", "graph/admission", "graph/export", "graph/exposure", "graph/lru", "graph/model", "graph/network", "graph/plan", "graph/planner",
		"graph/response", "graph/rules", "graph/search", "graph/store",
	},
	"server": {
		"graph", "graph/admission", "graph/export", "graph/model", "graph/neo4j", "graph/plan", "graph/planner",
		"graph/response", "graph/search", "graph/sqlite", "graph/store", "seed", "server/httpd", "server/reconcile",
	},
	"server/httpd":      {"graph", "graph/admission", "graph/store", "server/playground", "server/reconcile"},
	"server/playground": {},
	"server/reconcile":  {"graph", "graph/model", "graph/plan", "graph/planner", "graph/search", "graph/store"},
}

// onlyIn holds, for what comes from elsewhere, the folders that it is kept to.
var onlyIn = []struct {
	path    string // and all that is below it
	folders []string
}{
	{"github.com/99designs/gqlgen", []string{".", "graph", "internal/gqlgen"}},
	{"github.com/vektah/gqlparser/v2", []string{
		".", "graph", "graph/introspection", "graph/planner", "graph/rules", "internal/docgen", "internal/gqlgen", "internal/oracle", "server", "server/httpd",
	}},
	{"github.com/alecthomas/kong", []string{"server"}},
	{"modernc.org", []string{"graph/sqlite"}},
	{"database/sql", []string{"graph/sqlite"}},
	{"net/http", []string{"graph", "server", "server/httpd", "server/playground", "server/reconcile"}},
	{"testing", []string{"graph/store/storetest", "internal/house", "internal/neo4jtest", "internal/pythontest", "seed/seedtest"}},
	{"github.com/parquet-go", []string{"graph/export"}},
	{"github.com/google/flatbuffers", []string{"graph/export"}},
	{"github.com/neo4j/neo4j-go-driver", []string{"graph/neo4j", "internal/neo4jtest"}},
}

// notInRenderers holds what would let a renderer do more than turn a plan into text and arguments, or write a value into
// the text.
var notInRenderers = []string{"context", "database/sql", "fmt", "modernc.org", "text/template", "github.com/neo4j"}

var importRules = []houseRule{
	{
		name:  "Imports",
		check: checkImports,
		breaks: map[string]string{
			"graph/plan/plan.go":      "package plan\nimport (\n\t\"github.com/stakegraph/stakegraph/graph/model\"\n\t_ \"github.com/stakegraph/stakegraph/graph/store\"\n)",
			"graph/sqlite/sqlite.go":  "package sqlite\nimport _ \"github.com/stakegraph/stakegraph/seed\"\nimport _ \"modernc.org/sqlite\"",
			"graph/sqlite/x_test.go":  "package sqlite_test\nimport _ \"github.com/stakegraph/stakegraph/graph/planner\"",
			"graph/planner/p.go":      "package planner\nimport _ \"github.com/99designs/gqlgen/graphql\"",
			"graph/executor.go":       "package graph\nimport _ \"github.com/stakegraph/stakegraph/graph/sqlite\"\nimport _ \"database/sql/driver\"",
			"graph/new/new.go":        "package new\nimport _ \"github.com/stakegraph/stakegraph/graph/model\"",
			"seed/seed.go":            "package seed\nimport _ \"github.com/stakegraph/stakegraph/server\"",
			"server/main.go":          "package main\nimport _ \"github.com/stakegraph/stakegraph/seed\"\nimport _ \"net/http\"",
			"graph/store/store.go":    "package store\nimport _ \"github.com/stakegraph/stakegraph\"",
			"graph/response/write.go": "package response\nimport _ \"testing/fstest\"\nimport _ \"testingx\"",
		},
		found: []string{
			"graph/executor.go: graph imports github.com/stakegraph/stakegraph/graph/sqlite",
			"graph/executor.go: graph imports database/sql/driver",
			"graph/new/new.go: graph/new has no line in mayImport, the table of who may import whom",
			"graph/plan/plan.go: graph/plan imports github.com/stakegraph/stakegraph/graph/store",
			"graph/planner/p.go: graph/planner imports github.com/99designs/gqlgen/graphql",
			"graph/response/write.go: graph/response imports testing/fstest",
			"graph/sqlite/sqlite.go: graph/sqlite imports github.com/stakegraph/stakegraph/seed",
			"graph/store/store.go: graph/store imports github.com/stakegraph/stakegraph",
			"seed/seed.go: seed imports github.com/stakegraph/stakegraph/server",
		},
	},
	{
		name:  "RenderersArePure",
		check: checkRenderers,
		breaks: map[string]string{
			"graph/sqlite/render.go":      "package sqlite\nimport \"strconv\"\nvar a = strconv.Itoa(1)\nvar b = strconv.Quote(\"'\")",
			"graph/sqlite/render_list.go": "package sqlite\nimport \"fmt\"\nimport \"database/sql\"\nvar c = fmt.Sprint(sql.ErrNoRows)",
			"graph/sqlite/render_test.go": "package sqlite\nimport \"fmt\"\nvar d = fmt.Sprint()",
			"graph/sqlite/store.go":       "package sqlite\nimport \"fmt\"\nvar e = fmt.Sprint()",
		},
		found: []string{
			"graph/sqlite/render.go:4:17: strconv.Quote in a renderer: a value is an argument, never text",
			"graph/sqlite/render_list.go: a renderer imports fmt",
			"graph/sqlite/render_list.go: a renderer imports database/sql",
		},
	},
}

// checkImports holds the folders to the tables above. What tests import is their own business.
func checkImports(files repository) []string {
	var faults []string
	for _, f := range files.code() {
		folder := f.folder()
		allowed, known := mayImport[folder]
		if !known {
			faults = append(faults, f.path+": "+folder+" has no line in mayImport, the table of who may import whom")
			continue
		}
		for _, imported := range f.imports() {
			own, isOwn := strings.CutPrefix(imported+"/", module+"/")
			own = path.Clean(own) // "." is the root
			if isOwn && !slices.Contains(allowed, own) || !keptTo(folder, imported) {
				faults = append(faults, f.path+": "+folder+" imports "+imported)
			}
		}
	}
	return faults
}

func keptTo(folder, imported string) bool {
	for _, kept := range onlyIn {
		if within(imported, kept.path) && !slices.Contains(kept.folders, folder) {
			return false
		}
	}
	return true
}

// within reports whether an import is the given one or below it.
func within(imported, of string) bool { return imported == of || strings.HasPrefix(imported, of+"/") }

// checkRenderers: in a store's render*.go there is neither a database nor a way to format a value.
func checkRenderers(files repository) []string {
	var faults []string
	for _, f := range files.code() {
		if isRenderer, _ := path.Match("graph/*/render*.go", f.path); !isRenderer {
			continue
		}
		for _, imported := range f.imports() {
			if slices.ContainsFunc(notInRenderers, func(of string) bool { return within(imported, of) }) {
				faults = append(faults, f.path+": a renderer imports "+imported)
			}
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			if pkg, name, ok := selected(n); ok && pkg == "strconv" && strings.Contains(name.Name, "Quote") {
				faults = append(faults, f.at(name.Pos())+": strconv."+name.Name+" in a renderer: a value is an argument, never text")
			}
			return true
		})
	}
	return faults
}

// selected returns the two names of an expression x.Name.
func selected(n ast.Node) (of string, name *ast.Ident, ok bool) {
	selector, ok := n.(*ast.SelectorExpr)
	if !ok {
		return "", nil, false
	}
	if x, isName := selector.X.(*ast.Ident); isName {
		of = x.Name
	}
	return of, selector.Sel, true
}
