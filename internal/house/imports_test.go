package house

import (
	"go/ast"
	"path"
	"slices"
	"strings"
	"testing"
)

// module is the module path in go.mod.
const module = "github.com/stakegraph/stakegraph"

// importLine lists the folders of the project that a folder of Go code may import.
type importLine struct {
	folder  string
	imports []string
}

// mayImport has the allowed imports of each folder of Go code, in the order in which a request passes through the folders:
// each imports only folders below it. The first ones process no requests. Only server imports all of the others.
var mayImport = []importLine{
	{"graph", nil},
	{"internal/codesize", nil},
	{"internal/docgen", []string{"internal/golden"}},
	{"internal/golden", nil},
	{"internal/gqlgen", nil},
	{"internal/differential", nil},
	{"internal/house", nil},
	{"internal/pythontest", nil},
	{"internal/schemadiff", nil},
	{"internal/tsvtest", nil},
	{"internal/neo4jtest/run", []string{"internal/neo4jtest"}},
	{"internal/neo4jtest", nil},
	{"internal/schemagen/run", []string{"internal/schemagen"}},
	{"internal/schemagen", []string{"graph/model", "graph/schema"}},
	{"internal/oracle", []string{"graph/match", "graph/model", "graph/network", "graph/search"}},
	{"seed/seedtest", []string{"graph/model", "graph/store", "seed", "seed/frozen"}},
	{"seed/frozen", nil},
	{"graph/store/storetest", []string{"graph/model", "graph/plan", "graph/search", "graph/store"}},

	{"server", []string{
		".", "graph/admission", "graph/apierror", "graph/document", "graph/download", "graph/engine", "graph/export", "graph/initplan",
		"graph/model", "graph/neo4j", "graph/plan", "graph/planner", "graph/response", "graph/search", "graph/sqlite", "graph/store",
		"graph/transport", "seed", "server/httpd", "server/reconcile",
	}},
	{"server/httpd", []string{"graph/admission", "graph/apierror", "graph/store", "server/playground", "server/reconcile"}},
	{"server/playground", nil},
	{"seed", []string{"graph/model", "graph/plan", "graph/store"}},
	{"server/reconcile", []string{"graph/apierror", "graph/match", "graph/model", "graph/plan", "graph/planner", "graph/search", "graph/store"}},
	{"graph/transport", []string{"graph/apierror", "graph/document", "graph/engine", "graph/plan"}},
	{"graph/download", []string{
		"graph/apierror", "graph/engine", "graph/export", "graph/initplan", "graph/model", "graph/network", "graph/plan",
		"graph/planner/history", "graph/planner/input", "graph/rules",
	}},
	{"graph/engine", []string{
		".", "graph/admission", "graph/apierror", "graph/document", "graph/initplan", "graph/lru", "graph/plan", "graph/planner",
		"graph/planner/input", "graph/response", "graph/store", "graph/tracing",
	}},
	{"graph/document", []string{"graph/apierror", "graph/lru", "graph/model", "graph/plan", "graph/rules"}},
	{".", []string{"graph/introspection"}},
	{"graph/introspection", nil},
	{"graph/rules", []string{"graph/model"}},
	{"graph/initplan", []string{
		"graph/admission", "graph/exposure", "graph/lru", "graph/match", "graph/model", "graph/network", "graph/plan", "graph/search",
		"graph/store", "graph/tracing",
	}},
	{"graph/tracing", []string{"graph/apierror"}},
	{"graph/apierror", []string{"graph/plan", "graph/planner/input", "graph/response", "graph/store"}},
	{"graph/planner", []string{
		"graph/match", "graph/model", "graph/plan", "graph/planner/history", "graph/planner/input", "graph/planner/label", "graph/response",
		"graph/schema", "graph/search",
	}},
	{"graph/planner/history", []string{"graph/model", "graph/plan", "graph/planner/input"}},
	{"graph/planner/input", []string{"graph/model", "graph/plan"}},
	{"graph/planner/label", []string{"graph/model", "graph/plan", "graph/response"}},
	{"graph/response", []string{"graph/model", "graph/plan", "graph/store"}},
	{"graph/admission", []string{"graph/plan", "graph/search", "graph/store"}},
	{"graph/sqlite", []string{"graph/lru", "graph/model", "graph/paths", "graph/plan", "graph/search", "graph/sqlite/sql", "graph/store"}},
	{"graph/sqlite/sql", []string{"graph/model", "graph/plan", "graph/plan/rewrite", "graph/search", "graph/store"}},
	{"graph/neo4j", []string{"graph/lru", "graph/model", "graph/neo4j/cypher", "graph/paths", "graph/plan", "graph/search", "graph/store"}},
	{"graph/neo4j/cypher", []string{"graph/model", "graph/plan", "graph/plan/rewrite", "graph/search", "graph/store"}},
	{"graph/store", []string{"graph/model", "graph/plan", "graph/search"}},
	{"graph/paths", []string{"graph/model", "graph/plan"}},
	{"graph/exposure", []string{"graph/model", "graph/plan"}},
	{"graph/plan/rewrite", []string{"graph/model", "graph/plan"}},
	{"graph/plan", []string{"graph/model"}},
	{"graph/schema", []string{"graph/model"}},
	{"graph/match", []string{"graph/model", "graph/search", "graph/search/lexicon"}},
	{"graph/search", []string{"graph/model", "graph/search/lexicon"}},
	{"graph/search/lexicon", []string{"graph/model"}},
	{"graph/network", []string{"graph/model"}},
	{"graph/export", []string{"graph/export/columnar", "graph/export/ftm", "graph/model"}},
	{"graph/export/columnar", nil},
	{"graph/export/ftm", nil},
	{"graph/model", nil},
	{"graph/lru", nil},
}

// onlyIn restricts imports of other modules to some folders.
var onlyIn = []struct {
	path    string // and all paths below it
	folders []string
}{
	{"github.com/99designs/gqlgen", []string{".", "graph/apierror", "graph/document", "graph/engine", "internal/gqlgen"}},
	{"github.com/vektah/gqlparser/v2", []string{
		".", "graph/apierror", "graph/document", "graph/download", "graph/engine", "graph/introspection", "graph/planner", "graph/planner/input",
		"graph/rules", "graph/schema", "graph/transport", "internal/docgen", "internal/gqlgen", "internal/oracle", "internal/schemadiff",
		"internal/schemagen", "server", "server/httpd",
	}},
	{"github.com/alecthomas/kong", []string{"server"}},
	{"modernc.org", []string{"graph/sqlite"}},
	{"database/sql", []string{"graph/sqlite"}},
	{"net/http", []string{"graph/transport", "server", "server/httpd", "server/playground", "server/reconcile"}},
	{"testing", []string{"graph/store/storetest", "internal/house", "internal/neo4jtest", "internal/pythontest", "internal/tsvtest", "seed/seedtest"}},
	{"github.com/parquet-go", []string{"graph/export/columnar"}},
	{"github.com/google/flatbuffers", []string{"graph/export/columnar"}},
	{"github.com/neo4j/neo4j-go-driver", []string{"graph/neo4j", "internal/neo4jtest"}},
}

// renderers are the folders that render plans as text and arguments, and do nothing else.
var renderers = []string{"graph/sqlite/sql", "graph/neo4j/cypher"}

// onlyInOne has the files that only one of the renderers has, with the reason.
var onlyInOne = map[string]string{
	"graph/neo4j/cypher/anchor.go":        "SQLite finds by itself what a search is to start from",
	"graph/neo4j/cypher/initplan.go":      "Neo4j looks for paths by itself",
	"graph/neo4j/cypher/neighbourhood.go": "Neo4j looks for neighbourhoods by itself",
	"graph/neo4j/cypher/set.go":           "sets stand ahead of a statement in Cypher, and in their place in SQL",
	"graph/neo4j/cypher/size.go":          "SQLite refuses by itself what is too large",
}

// notInRenderers has imports that would let a renderer access a database, or format a value into the text of a statement.
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
			"graph/sqlite/sql/render.go":      "package sql\nimport \"strconv\"\nvar a = strconv.Itoa(1)\nvar b = strconv.Quote(\"'\")",
			"graph/sqlite/sql/list.go":        "package sql\nimport \"fmt\"\nimport \"database/sql\"\nvar c = fmt.Sprint(sql.ErrNoRows)",
			"graph/sqlite/sql/render_test.go": "package sql\nimport \"fmt\"\nvar d = fmt.Sprint()",
			"graph/neo4j/cypher/list.go":      "package cypher\nimport _ \"github.com/neo4j/neo4j-go-driver/v5/neo4j\"",
			"graph/sqlite/store.go":           "package sqlite\nimport \"fmt\"\nvar e = fmt.Sprint()",
		},
		found: []string{
			"graph/neo4j/cypher/list.go: a renderer imports github.com/neo4j/neo4j-go-driver/v5/neo4j",
			"graph/sqlite/sql/list.go: a renderer imports fmt",
			"graph/sqlite/sql/list.go: a renderer imports database/sql",
			"graph/sqlite/sql/render.go:4:17: strconv.Quote in a renderer: a value is an argument, never text",
		},
	},
	{
		name:  "RenderersAreMirrored",
		check: checkMirrored,
		breaks: map[string]string{
			"graph/sqlite/sql/list.go":       "package sql",
			"graph/sqlite/sql/page.go":       "package sql",
			"graph/sqlite/sql/sql_test.go":   "package sql",
			"graph/neo4j/cypher/list.go":     "package cypher",
			"graph/neo4j/cypher/clause.go":   "package cypher",
			"graph/neo4j/cypher/set.go":      "package cypher",
			"graph/neo4j/cypher/size.go":     "package cypher",
			"graph/sqlite/sql/size.go":       "package sql",
			"graph/neo4j/cypher/anchor.go":   "package cypher",
			"graph/neo4j/cypher/initplan.go": "package cypher",
		},
		found: []string{
			"graph/neo4j/cypher/clause.go: graph/sqlite/sql has no such file, and onlyInOne does not say why",
			"graph/neo4j/cypher/neighbourhood.go: onlyInOne has it, but there is none",
			"graph/neo4j/cypher/size.go: onlyInOne has it, but graph/sqlite/sql has such a file too",
			"graph/sqlite/sql/page.go: graph/neo4j/cypher has no such file, and onlyInOne does not say why",
		},
	},
}

// TestImportsGoDown checks that each line of the table imports only folders below it.
func TestImportsGoDown(t *testing.T) {
	for i, line := range mayImport {
		for _, imported := range line.imports {
			if !slices.ContainsFunc(mayImport[i+1:], func(below importLine) bool { return below.folder == imported }) {
				t.Errorf("%s imports %s, which does not stand below it", line.folder, imported)
			}
		}
	}
}

// checkImports checks the imports of folders against the tables above. Tests may import anything.
func checkImports(files repository) []string {
	var faults []string
	for _, f := range files.code() {
		folder := f.folder()
		at := slices.IndexFunc(mayImport, func(l importLine) bool { return l.folder == folder })
		if at < 0 {
			faults = append(faults, f.path+": "+folder+" has no line in mayImport, the table of who may import whom")
			continue
		}
		for _, imported := range f.imports() {
			own, isOwn := strings.CutPrefix(imported+"/", module+"/")
			own = path.Clean(own) // "." is the root
			if isOwn && !slices.Contains(mayImport[at].imports, own) || !keptTo(folder, imported) {
				faults = append(faults, f.path+": "+folder+" imports "+imported)
			}
		}
	}
	return faults
}

func keptTo(folder, imported string) bool {
	for _, allowed := range onlyIn {
		if within(imported, allowed.path) && !slices.Contains(allowed.folders, folder) {
			return false
		}
	}
	return true
}

// within reports whether an import is the given path or below it.
func within(imported, of string) bool { return imported == of || strings.HasPrefix(imported, of+"/") }

// checkRenderers checks that renderers neither use a database nor format values.
func checkRenderers(files repository) []string {
	var faults []string
	for _, f := range files.code() {
		if !slices.Contains(renderers, f.folder()) {
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

// checkMirrored checks that both renderers have the same files, one for each clause.
func checkMirrored(files repository) []string {
	has := map[string]bool{}
	for _, f := range files.code() {
		has[f.path] = slices.Contains(renderers, f.folder())
	}
	for file := range onlyInOne {
		if !has[file] {
			has[file] = false // so that the loop below reports it
		}
	}
	var faults []string
	for file, is := range has {
		folder, name := path.Split(file)
		other := renderers[0]
		if folder == other+"/" {
			other = renderers[1]
		}
		_, onlyHere := onlyInOne[file]
		switch mirrored := has[path.Join(other, name)]; {
		case onlyHere && !is:
			faults = append(faults, file+": onlyInOne has it, but there is none")
		case onlyHere && mirrored:
			faults = append(faults, file+": onlyInOne has it, but "+other+" has such a file too")
		case is && !onlyHere && !mirrored:
			faults = append(faults, file+": "+other+" has no such file, and onlyInOne does not say why")
		}
	}
	slices.Sort(faults)
	return faults
}

// selected returns the two names of a selector expression x.Name.
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
