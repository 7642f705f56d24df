package house

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strings"
)

var switchRules = []houseRule{
	{
		name:  "SwitchesAreClosed",
		check: checkSwitches,
		breaks: map[string]string{
			"graph/plan/a.go": `package plan

type Item interface{ isItem() }

type Column struct{}

func (Column) isItem() {}

type List struct{}

func (*List) isItem() {}

type Op uint8

const (
	Equal Op = iota + 1
	Less
)

const Most = 1

func a(item Item, op Op, value any, n int) {
	switch item.(type) {
	case Column, *List:
	}
	switch value.(type) {
	case string:
	}
	switch op {
	case Equal, Less:
	default:
		panic("plan: an operator")
	}
	switch n {
	case Most:
	}
}
`,
			"graph/model/a.go": "package model\ntype Label uint8\nconst Firm Label = iota\nfunc a(l Label) {\n\tswitch l {\n\tcase Firm:\n\t}\n}\n",
			"graph/sqlite/a.go": `package sqlite

import (
	p "github.com/stakegraph/stakegraph/graph/plan"
	"example.org/plan"
)

type own struct{ p.Item }

func a(item p.Item, op p.Op) int {
	switch item := item.(type) {
	case *p.List:
		return 1
	default:
		return 0
	}
	switch item.(type) {
	case nil, own, *p.List:
	default:
		if op > 1 {
			op--
		}
		panic("sqlite: an item")
	}
	switch op {
	case plan.Less:
	}
	switch op {
	case p.Less:
	}
	switch {
	case op == p.Less:
	}
	return 2
}
`,
		},
		found: []string{
			"graph/plan/a.go:23:2: what has no case of this switch over plan.Item passes unseen: end it with a default that panics",
			"graph/sqlite/a.go:11:2: what has no case of this switch over plan.Item passes unseen: end it with a default that panics",
			"graph/sqlite/a.go:28:2: what has no case of this switch over plan.Op passes unseen: end it with a default that panics",
		},
	},
}

// vocabulary has the types that grow with the data. A switch over one of them names only the values with special treatment.
var vocabulary = []string{"model.Label", "model.Marker", "model.Property", "model.RelType"}

// checkSwitches checks that a switch over a closed set ends with a default that panics, so that a new member of the set is
// not ignored. A closed set is the types with a marker method such as isItem, or the constants of an enumeration.
func checkSwitches(files repository) []string {
	sets := closedSets(files)
	var faults []string
	for _, f := range files.code() {
		names := importNames(f)
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			var body *ast.BlockStmt
			switch n := n.(type) {
			case *ast.TypeSwitchStmt:
				body = n.Body
			case *ast.SwitchStmt:
				if n.Tag != nil {
					body = n.Body
				}
			}
			if body == nil {
				return true
			}
			set, panics := "", false
			for _, clause := range body.List {
				clause := clause.(*ast.CaseClause)
				for _, of := range clause.List {
					if folder, name := memberName(f, names, of); sets[folder+"."+name] != "" {
						set = sets[folder+"."+name]
					}
				}
				panics = panics || clause.List == nil && endsInPanic(clause.Body)
			}
			if set != "" && !panics && !slices.Contains(vocabulary, set) {
				faults = append(faults, fmt.Sprintf(
					"%s: what has no case of this switch over %s passes unseen: end it with a default that panics", f.at(n.Pos()), set))
			}
			return true
		})
	}
	return faults
}

// closedSets returns the closed set of each member, by the member's folder and name.
func closedSets(files repository) map[string]string {
	sets := map[string]string{}
	marks := map[string]string{} // interfaces, by the folder and the name of their marker method
	for _, f := range files.code() {
		for _, decl := range f.syntax.Decls {
			of, is := decl.(*ast.GenDecl)
			if !is {
				continue
			}
			enumeration := ""
			for _, spec := range of.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					if method := markOf(spec); method != "" {
						marks[f.folder()+"."+method] = path.Base(f.folder()) + "." + spec.Name.Name
					}
				case *ast.ValueSpec:
					if of.Tok != token.CONST {
						continue
					}
					if typ, is := spec.Type.(*ast.Ident); is && len(spec.Values) == 1 && mentions(spec.Values[0], "iota") {
						enumeration = path.Base(f.folder()) + "." + typ.Name
					} else if spec.Type != nil || spec.Values != nil {
						enumeration = ""
					}
					for _, name := range spec.Names {
						if enumeration != "" {
							sets[f.folder()+"."+name.Name] = enumeration
						}
					}
				}
			}
		}
	}
	for _, f := range files.code() {
		for _, decl := range f.syntax.Decls {
			if method, is := decl.(*ast.FuncDecl); is && method.Recv != nil {
				if set := marks[f.folder()+"."+method.Name.Name]; set != "" {
					_, name := memberName(f, nil, method.Recv.List[0].Type)
					sets[f.folder()+"."+name] = set
				}
			}
		}
	}
	return sets
}

// markOf returns the marker method of an interface, or "".
func markOf(spec *ast.TypeSpec) string {
	of, is := spec.Type.(*ast.InterfaceType)
	if !is {
		return ""
	}
	for _, method := range of.Methods.List {
		if len(method.Names) == 1 && strings.HasPrefix(method.Names[0].Name, "is") {
			if f, is := method.Type.(*ast.FuncType); is && f.Params.NumFields() == 0 && f.Results == nil {
				return method.Names[0].Name
			}
		}
	}
	return ""
}

func mentions(e ast.Expr, name string) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		id, is := n.(*ast.Ident)
		found = found || is && id.Name == name
		return !found
	})
	return found
}

// importNames returns the folders of this module that a file imports, by their names in the file.
func importNames(f sourceFile) map[string]string {
	names := map[string]string{}
	for i, from := range f.imports() {
		name := path.Base(from)
		if given := f.syntax.Imports[i].Name; given != nil {
			name = given.Name
		}
		if folder, own := strings.CutPrefix(from, "github.com/stakegraph/stakegraph/"); own {
			names[name] = folder
		}
	}
	return names
}

// memberName returns the folder and the name of a type, of a pointer to a type, or of a constant.
func memberName(f sourceFile, imports map[string]string, e ast.Expr) (folder, name string) {
	switch e := e.(type) {
	case *ast.StarExpr:
		return memberName(f, imports, e.X)
	case *ast.Ident:
		return f.folder(), e.Name
	case *ast.SelectorExpr:
		if of, is := e.X.(*ast.Ident); is {
			return imports[of.Name], e.Sel.Name
		}
	}
	return "", ""
}

func endsInPanic(body []ast.Stmt) bool {
	if len(body) == 0 {
		return false
	}
	last, is := body[len(body)-1].(*ast.ExprStmt)
	if !is {
		return false
	}
	call, is := last.X.(*ast.CallExpr)
	if !is {
		return false
	}
	name, is := call.Fun.(*ast.Ident)
	return is && name.Name == "panic"
}
