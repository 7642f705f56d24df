package house

import (
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strings"
	"unicode"
)

// unsaying has words that do not describe anything.
var unsaying = []string{"manager", "helper", "util", "utility", "common"}

var nameRules = []houseRule{
	{
		name:  "Names",
		check: checkNames,
		breaks: map[string]string{
			"graph/utils.go":          "package graph",
			"common/doc.md":           "A text.",
			"graph/handler.md":        "A text.",
			"graph/uncommonly.go":     "package graph\nvar uncommon, managed, helpful int",
			"graph/sqlite/handler.go": "package sqlite",
			"server/handler.go":       "package main\nfunc newHandler() {}",
			"graph/http.go":           "package graph\nimport \"net/http\"\nfunc newHandler(handler http.Handler) {}",
			"graph/names.go": `package graph

import utilities "strings"

type poolManager struct{ XMLHelper int }

func (m poolManager) Handle(handlers []int) {
	for _, common := range handlers {
		util_2 := common
		_ = util_2
	}
	utilities.ToLower("")
}

func test(t interface{ Parallel() }) { t.Parallel() }

const DBUtil = 1
`,
			"graph/x_test.go": "package graph\nimport \"testing\"\nfunc check(t *testing.T) { t.Helper() }",
		},
		found: []string{
			"common/doc.md: common says nothing of what is in it",
			"graph/handler.md: handler is a word for HTTP alone",
			"graph/names.go:3:8: utilities: utility says nothing of what it is",
			"graph/names.go:5:6: poolManager: manager says nothing of what it is",
			"graph/names.go:5:26: XMLHelper: helper says nothing of what it is",
			"graph/names.go:7:29: handlers: handler is a word for HTTP alone",
			"graph/names.go:8:9: common: common says nothing of what it is",
			"graph/names.go:9:3: util_2: util says nothing of what it is",
			"graph/names.go:17:7: DBUtil: util says nothing of what it is",
			"graph/sqlite/handler.go: handler is a word for HTTP alone",
			"graph/utils.go: util says nothing of what is in it",
		},
	},
}

// checkNames checks that names of files, folders and declarations have none of these words. Names of other modules may be
// used.
func checkNames(files repository) []string {
	var faults []string
	for _, f := range files {
		http := f.isGo() && (f.folder() == "server" || slices.Contains(f.imports(), "net/http"))
		for _, word := range words(strings.TrimSuffix(f.path, path.Ext(f.path))) {
			word = singular(word)
			if slices.Contains(unsaying, word) {
				faults = append(faults, f.path+": "+word+" says nothing of what is in it")
			}
			if word == "handler" && !http {
				faults = append(faults, f.path+": handler is a word for HTTP alone")
			}
		}
		if !f.isGo() {
			continue
		}
		for _, name := range declared(f.syntax) {
			for _, word := range words(name.Name) {
				word = singular(word)
				if slices.Contains(unsaying, word) {
					faults = append(faults, f.at(name.Pos())+": "+name.Name+": "+word+" says nothing of what it is")
				}
				if word == "handler" && !http {
					faults = append(faults, f.at(name.Pos())+": "+name.Name+": handler is a word for HTTP alone")
				}
			}
		}
	}
	return faults
}

// declared returns every name that a file declares.
func declared(file *ast.File) []*ast.Ident {
	names := []*ast.Ident{file.Name}
	add := func(exprs ...ast.Expr) {
		for _, e := range exprs {
			if name, ok := e.(*ast.Ident); ok {
				names = append(names, name)
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			if n.Name != nil {
				names = append(names, n.Name)
			}
		case *ast.FuncDecl:
			if n.Recv == nil || n.Name.Name != "Helper" { // the method of testing.TB
				names = append(names, n.Name)
			}
		case *ast.TypeSpec:
			names = append(names, n.Name)
		case *ast.ValueSpec:
			names = append(names, n.Names...)
		case *ast.Field:
			names = append(names, n.Names...)
		case *ast.LabeledStmt:
			names = append(names, n.Label)
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				add(n.Lhs...)
			}
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE {
				add(n.Key, n.Value)
			}
		}
		return true
	})
	return names
}

// words splits a name or a path into lower-case words.
func words(name string) []string {
	var all []string
	letters := []rune(name)
	start := 0
	for i := range len(letters) + 1 {
		end := i == len(letters) || !unicode.IsLetter(letters[i])
		if !end && i > start && unicode.IsUpper(letters[i]) {
			// A capital begins a word after a lower-case letter, and before one: XMLHelper is XML and Helper.
			end = unicode.IsLower(letters[i-1]) || i+1 < len(letters) && unicode.IsLower(letters[i+1])
		}
		if !end {
			continue
		}
		if start < i {
			all = append(all, strings.ToLower(string(letters[start:i])))
		}
		start = i
		if i < len(letters) && !unicode.IsLetter(letters[i]) {
			start = i + 1
		}
	}
	return all
}

func singular(word string) string {
	if stem, ok := strings.CutSuffix(word, "ies"); ok {
		return stem + "y"
	}
	return strings.TrimSuffix(word, "s")
}
