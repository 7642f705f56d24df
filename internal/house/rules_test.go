package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// houseRule is a rule for all files of the project. Breaks has files that break the rule, and a few that do not, by path.
// Found has the faults that the check must report for them, so that a rule cannot pass because its check does nothing.
type houseRule struct {
	name   string
	check  func(repository) []string
	breaks map[string]string
	found  []string
}

var houseRules = slices.Concat(dialectRules, docRules, folderRules, importRules, nameRules, sizeRules, textRules, testRules, statementRules, switchRules, watchedRules)

// TestRules checks the repository against the rules.
func TestRules(t *testing.T) {
	files := readRepository(t, os.DirFS(Root(t)))
	for _, rule := range houseRules {
		t.Run(rule.name, func(t *testing.T) {
			for _, fault := range rule.check(files) {
				t.Error(fault)
			}
		})
	}
}

// TestRulesFindFaults checks that each rule reports the faults of its examples.
func TestRulesFindFaults(t *testing.T) {
	for _, rule := range houseRules {
		t.Run(rule.name, func(t *testing.T) {
			files := fstest.MapFS{}
			for name, text := range rule.breaks {
				files[name] = &fstest.MapFile{Data: []byte(text)}
			}
			if diff := cmp.Diff(rule.found, rule.check(readRepository(t, files))); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFirstDifference(t *testing.T) {
	if diff := firstDifference("a\nb\n", "a\nb\n"); diff != "" {
		t.Errorf("equal texts differ: %s", diff)
	}
	for _, other := range []string{"a\nc\n", "a\n", "a\nb\nc\n"} {
		if firstDifference("a\nb\n", other) == "" {
			t.Errorf("%q is taken for the same", other)
		}
	}
}

// firstDifference returns the first lines that differ between two texts, or "".
func firstDifference(a, b string) string {
	if a == b {
		return ""
	}
	left, right := strings.SplitAfter(a, "\n"), strings.SplitAfter(b, "\n")
	n := 0
	for n < min(len(left), len(right))-1 && left[n] == right[n] {
		n++
	}
	return cmp.Diff(left[n], right[n])
}

// repository has the files that the rules apply to, in the order of their paths.
type repository []sourceFile

type sourceFile struct {
	path   string
	text   string
	syntax *ast.File // of a Go file
	set    *token.FileSet
}

func (f sourceFile) folder() string { return path.Dir(f.path) }
func (f sourceFile) isGo() bool     { return f.syntax != nil }
func (f sourceFile) isTest() bool   { return strings.HasSuffix(f.path, "_test.go") }

// at returns the position of a fault, as its prefix.
func (f sourceFile) at(pos token.Pos) string {
	place := f.set.Position(pos)
	return place.String()
}

// imports returns the paths that a Go file imports.
func (f sourceFile) imports() []string {
	paths := make([]string, len(f.syntax.Imports))
	for i, spec := range f.syntax.Imports {
		paths[i] = strings.Trim(spec.Path.Value, `"`)
	}
	return paths
}

// code returns the Go files of packages, without tests.
func (r repository) code() []sourceFile {
	return slices.DeleteFunc(slices.Clone(r), func(f sourceFile) bool { return !f.isGo() || f.isTest() })
}

// written has the suffixes of the files that people write. Data, checksums and third-party code are not among them.
var written = []string{
	".go", ".graphqls", ".graphql", ".md", ".txtar", ".yml", ".html", ".css", ".js", "Makefile", "go.mod", ".ci/run",
}

// generatedCode matches the line that marks generated Go code.
var generatedCode = regexp.MustCompile(`^// Code generated .* DO NOT EDIT\.\n`)

// readRepository reads the files that people write, without generated and third-party files.
func readRepository(t *testing.T, files fs.FS) repository {
	t.Helper()
	var all repository
	set := token.NewFileSet()
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			hidden := strings.HasPrefix(entry.Name(), ".") && name != "." && name != ".ci"
			if hidden || name == "bin" || entry.Name() == "third_party" {
				return fs.SkipDir
			}
			return nil
		}
		if !slices.ContainsFunc(written, func(ending string) bool { return strings.HasSuffix(name, ending) }) {
			return nil
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if generatedCode.Match(text) {
			return nil
		}
		file := sourceFile{path: name, text: string(text), set: set}
		if path.Ext(name) == ".go" {
			if file.syntax, err = parser.ParseFile(set, name, text, parser.ParseComments); err != nil {
				return err
			}
		}
		all = append(all, file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no files to look at")
	}
	return all
}
