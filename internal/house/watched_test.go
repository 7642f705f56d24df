package house

import (
	"go/ast"
	"maps"
	"regexp"
	"slices"
	"strings"
)

var watchedRules = []houseRule{
	{
		name:  "GoroutinesAreWatched",
		check: checkWatched,
		breaks: map[string]string{
			"Makefile":      "WATCHED := ./a ./f ./gone",
			"a/a.go":        "package a\nfunc A() { go A() }",
			"a/a_test.go":   "package a",
			"b/b.go":        "package b\nimport _ \"github.com/stakegraph/stakegraph/a\"",
			"c/c.go":        "package c",
			"c/c_test.go":   "package c\nimport _ \"github.com/stakegraph/stakegraph/b\"",
			"d/d_test.go":   "package d\nimport \"testing\"\nfunc TestA(t *testing.T) { t.Parallel() }",
			"e/e_test.go":   "package e\nimport _ \"github.com/stakegraph/stakegraph/d\"",
			"f/f_test.go":   "package f",
			"g/g_test.go":   "//go:build unix && race\n\npackage g",
			"g/raw_test.go": "//go:build !race\n\npackage g",
		},
		found: []string{
			"g/g_test.go: this is for the race detector alone, which no other check sees",
			"c: its tests reach a, which starts goroutines: add it to WATCHED in the Makefile",
			"d: its tests reach d, which starts goroutines: add it to WATCHED in the Makefile",
			"f: it is in WATCHED of the Makefile, and no goroutine is in its reach",
			"gone: it is in WATCHED of the Makefile, and has no tests",
		},
	},
}

// unwatched has the folders whose tests reach code that starts goroutines, but which need no race detector, with the reason.
var unwatched = map[string]string{
	"graph/engine":           "its tests plan one document after the other; tests of graph ask it at one time",
	"graph/neo4j":            "its time is the server's, and the suite races on SQLite",
	"internal/differential":  "it asks both stores, one of them Neo4j",
	"internal/neo4jtest":     "its goroutines wait for other processes",
	"internal/neo4jtest/run": "its goroutine waits for another process",
	"graph/store/storetest":  "the suite starts goroutines, which the stores' tests run; its own tests start none",
	"internal/oracle":        "it asks one question after the other, as watched tests do with the same executor",
}

// watchedLine matches the line of the Makefile with the folders that the race detector tests.
var watchedLine = regexp.MustCompile(`(?m)^WATCHED := (.*)$`)

// onlyRace matches the constraint of a file that is built only for the race detector.
var onlyRace = regexp.MustCompile(`(?m)^//go:build (.*[^!a-z])?race\b`)

// starting has the names of functions and methods that call something in a new goroutine.
var starting = []string{"AfterFunc", "Go", "ListenAndServe", "NewServer", "NewUnstartedServer", "Parallel", "Serve"}

// checkWatched checks that the race detector tests exactly the folders whose tests reach code that starts goroutines.
func checkWatched(files repository) []string {
	var faults []string
	var watched []string
	imports, testImports := map[string][]string{}, map[string][]string{} // of the project, by folder
	starts, testStarts := map[string]bool{}, map[string]bool{}
	for _, f := range files {
		if f.path == "Makefile" {
			if line := watchedLine.FindStringSubmatch(f.text); line != nil {
				watched = strings.Fields(strings.ReplaceAll(line[1], "./", ""))
			}
		}
		if !f.isGo() {
			continue
		}
		if onlyRace.MatchString(f.text) {
			faults = append(faults, f.path+": this is for the race detector alone, which no other check sees")
		}
		to, start := imports, starts
		if f.isTest() {
			to, start = testImports, testStarts
		}
		folder := f.folder()
		to[folder] = append(to[folder], ofProject(f)...)
		start[folder] = start[folder] || startsGoroutines(f)
	}
	for _, folder := range slices.Sorted(maps.Keys(testStarts)) {
		reached := reachedFrom(append(testImports[folder], folder), imports)
		at := slices.IndexFunc(reached, func(other string) bool { return starts[other] || other == folder && testStarts[other] })
		switch isWatched := slices.Contains(watched, folder); {
		case at < 0 && isWatched:
			faults = append(faults, folder+": it is in WATCHED of the Makefile, and no goroutine is in its reach")
		case at >= 0 && !isWatched && unwatched[folder] == "":
			faults = append(faults, folder+": its tests reach "+reached[at]+", which starts goroutines: add it to WATCHED in the Makefile")
		}
	}
	for _, folder := range watched {
		if _, tested := testStarts[folder]; !tested {
			faults = append(faults, folder+": it is in WATCHED of the Makefile, and has no tests")
		}
	}
	return faults
}

// ofProject returns the folders of the project that a file imports.
func ofProject(f sourceFile) []string {
	var folders []string
	for _, path := range f.imports() {
		if folder, inside := strings.CutPrefix(path, module+"/"); inside {
			folders = append(folders, folder)
		}
	}
	return folders
}

// reachedFrom returns folders together with those that they import directly or indirectly, sorted.
func reachedFrom(folders []string, imports map[string][]string) []string {
	reached := map[string]bool{}
	for len(folders) > 0 {
		folder := folders[0]
		folders = folders[1:]
		if !reached[folder] {
			reached[folder] = true
			folders = append(folders, imports[folder]...)
		}
	}
	return slices.Sorted(maps.Keys(reached))
}

// startsGoroutines reports whether a file starts a goroutine.
func startsGoroutines(f sourceFile) bool {
	found := false
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			found = true
		case *ast.CallExpr:
			_, name, isSelected := selected(n.Fun)
			found = found || isSelected && slices.Contains(starting, name.Name)
		}
		return !found
	})
	return found
}
