package house

import (
	"os"
	"path"
	"regexp"
	"slices"
	"testing"
)

// folderRow matches a row of a folder in the table of CONTRIBUTING.md.
var folderRow = regexp.MustCompile("(?m)^\\| `([a-z0-9./]+)/` \\|")

var folderRules = []houseRule{
	{
		name:  "FoldersAreExplained",
		check: checkFolders,
		breaks: map[string]string{
			"CONTRIBUTING.md":        "| `./` | a |\n| `a.graphqls` | a file |\n| `graph/` | b |\n| `graph/plan/` | c |\n| `seed/` | `seed/old/` |\n| `seed/` | d |\n",
			"root.go":                "package root",
			"graph/a.go":             "package graph",
			"graph/b.go":             "package graph",
			"graph/plan/a_test.go":   "package plan",
			"graph/planner/a.go":     "package planner",
			"graph/planner/sub/b.md": "A page.",
			"seed/a.go":              "package seed",
		},
		found: []string{
			"CONTRIBUTING.md: graph/plan has a row and no code",
			"CONTRIBUTING.md: graph/planner has no row in the table of folders",
			"CONTRIBUTING.md: seed has two rows",
		},
	},
}

// checkFolders checks that the table of CONTRIBUTING.md has one row for each folder of Go code, and no others.
func checkFolders(files repository) []string {
	var rows []string
	for _, f := range files {
		if f.path == "CONTRIBUTING.md" {
			for _, row := range folderRow.FindAllStringSubmatch(f.text, -1) {
				rows = append(rows, path.Clean(row[1]))
			}
		}
	}
	folders := files.folders()
	slices.Sort(rows)
	var faults []string
	for i, row := range rows {
		switch {
		case i > 0 && row == rows[i-1]:
			faults = append(faults, "CONTRIBUTING.md: "+row+" has two rows")
		case !slices.Contains(folders, row):
			faults = append(faults, "CONTRIBUTING.md: "+row+" has a row and no code")
		}
	}
	for _, folder := range folders {
		if !slices.Contains(rows, folder) {
			faults = append(faults, "CONTRIBUTING.md: "+folder+" has no row in the table of folders")
		}
	}
	slices.Sort(faults)
	return faults
}

// folders returns the folders of Go code.
func (r repository) folders() []string {
	var all []string
	for _, f := range r.code() {
		all = append(all, f.folder())
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// TestImportTableNamesFolders checks that every folder in the table of imports exists.
func TestImportTableNamesFolders(t *testing.T) {
	folders := readRepository(t, os.DirFS(Root(t))).folders()
	for _, line := range mayImport {
		if !slices.Contains(folders, line.folder) {
			t.Errorf("%s is in mayImport and has no code", line.folder)
		}
	}
}
