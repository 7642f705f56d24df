package house

import (
	"go/ast"
	"slices"
)

var testRules = []houseRule{
	{
		name:  "TestsNeitherSleepNorSkip",
		check: checkTests,
		breaks: map[string]string{
			"graph/a_test.go": `package graph

import (
	"testing"
	"time"
)

func TestA(t *testing.T) {
	time.Sleep(1)
	wait := time.Sleep
	t.Skip()
	wait(1)
}

func FuzzB(f *testing.F) {
	f.Fuzz(func(t *testing.T, a int) {
		if testing.Short() {
			t.SkipNow()
		}
		t.Skipf("a")
	})
}
`,
			"graph/store/storetest/a.go": "package storetest\nimport \"testing\"\nfunc A(t *testing.T) { t.Skip() }",
			"server/a.go":                "package main\nimport \"time\"\nfunc A() { time.Sleep(1) }",
		},
		found: []string{
			"graph/a_test.go:9:7: time.Sleep in a test: wait for what is to happen",
			"graph/a_test.go:10:15: time.Sleep in a test: wait for what is to happen",
			"graph/a_test.go:11:4: Skip: a test that is left out shows nothing",
			"graph/a_test.go:17:14: Short: a test that is left out shows nothing",
			"graph/a_test.go:18:6: SkipNow: a test that is left out shows nothing",
			"graph/a_test.go:20:5: Skipf: a test that is left out shows nothing",
			"graph/store/storetest/a.go:3:26: Skip: a test that is left out shows nothing",
		},
	},
}

// leavingOut has the functions of package testing that skip tests.
var leavingOut = []string{"Skip", "Skipf", "SkipNow", "Short"}

// leaveOut has the folders that may skip tests, with a prominent message and never in CI: if there is no Java to start Neo4j,
// or no Python to read an export.
var leaveOut = []string{"internal/neo4jtest", "internal/pythontest"}

// checkTests checks that tests wait for events, not for time to pass, and that none is skipped.
func checkTests(files repository) []string {
	var faults []string
	for _, f := range files {
		if !f.isGo() || !f.isTest() && !slices.Contains(f.imports(), "testing") {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			of, name, ok := selected(n)
			switch {
			case !ok:
			case of == "time" && name.Name == "Sleep":
				faults = append(faults, f.at(name.Pos())+": time.Sleep in a test: wait for what is to happen")
			case slices.Contains(leavingOut, name.Name) && !slices.Contains(leaveOut, f.folder()):
				faults = append(faults, f.at(name.Pos())+": "+name.Name+": a test that is left out shows nothing")
			}
			return true
		})
	}
	return faults
}
