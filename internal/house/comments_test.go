package house

import (
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strings"
)

var docRules = []houseRule{
	{
		name:  "PackageComment",
		check: checkPackageComments,
		breaks: map[string]string{
			"good/doc.go":       "// Package good is explained.\npackage good",
			"good/other.go":     "package good",
			"good/good_test.go": "// Package good_test is not looked at.\npackage good_test",
			"none/none.go":      "package none",
			"twice/doc.go":      "// Package twice is explained.\npackage twice",
			"twice/more.go":     "// And here again.\npackage twice",
			"vague/doc.go":      "// This is a package.\npackage vague",
		},
		found: []string{
			"none: no doc.go with a package comment",
			"twice/more.go:2:1: a second package comment; it belongs in doc.go alone",
			"vague/doc.go:2:1: the package comment does not begin with \"Package vague \"",
		},
	},
	{
		name:  "ExportedNamesAreDocumented",
		check: checkDocComments,
		breaks: map[string]string{
			"p/p_test.go": "package p\nfunc Test() {}",
			"p/p.go": `package p

// Good is good.
type Good struct{ Field int }

// M is a method.
func (Good) M() {}

func (*Good) Bare() {}

type hidden struct{}

func (hidden) M() {}

// It is a type.
type Wrong[T any] int

func (Wrong[T]) M() {}

// A block has one comment.
const (
	One = iota
	Two
)

const (
	Three = iota // Three is not a comment on the next.
	Four
	// It is five.
	Five
)

var Alone, another int

// Contract is one.
type Contract interface {
	Said()
	// Unsaid is said.
	Unsaid()
	hidden()
}

func Function() {}
`,
		},
		found: []string{
			"p/p.go:9:14: Bare has no comment that begins with its name",
			"p/p.go:16:6: Wrong has no comment that begins with its name",
			"p/p.go:18:17: M has no comment that begins with its name",
			"p/p.go:28:2: Four has no comment that begins with its name, nor has its block one",
			"p/p.go:30:2: Five has no comment that begins with its name, nor has its block one",
			"p/p.go:33:5: Alone has no comment that begins with its name",
			"p/p.go:37:2: Said has no comment that begins with its name",
			"p/p.go:43:6: Function has no comment that begins with its name",
		},
	},
}

// checkPackageComments checks that each folder of Go code has a package comment in doc.go, and nowhere else.
func checkPackageComments(files repository) []string {
	var faults []string
	commented := map[string]bool{}
	for _, f := range files.code() {
		folder := f.folder()
		commented[folder] = commented[folder] || false
		switch doc := f.syntax.Doc; {
		case doc == nil:
		case path.Base(f.path) != "doc.go":
			faults = append(faults, f.at(f.syntax.Package)+": a second package comment; it belongs in doc.go alone")
		default:
			commented[folder] = true
			if begin := "Package " + f.syntax.Name.Name + " "; !strings.HasPrefix(doc.Text(), begin) {
				faults = append(faults, f.at(f.syntax.Package)+": the package comment does not begin with \""+begin+"\"")
			}
		}
	}
	for folder, has := range commented {
		if !has {
			faults = append(faults, folder+": no doc.go with a package comment")
		}
	}
	slices.Sort(faults)
	return faults
}

// checkDocComments checks that every exported name has a comment that begins with the name, as godoc expects. Exempt are
// methods of unexported types, and constants and variables of a block with a comment. Fields of structs may be clear from
// the comment of their type.
func checkDocComments(files repository) []string {
	var faults []string
	for _, f := range files.code() {
		missing := func(name *ast.Ident, or string) {
			faults = append(faults, f.at(name.Pos())+": "+name.Name+" has no comment that begins with its name"+or)
		}
		for _, decl := range f.syntax.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				if decl.Name.IsExported() && (decl.Recv == nil || receiver(decl).IsExported()) && !begins(decl.Doc, decl.Name) {
					missing(decl.Name, "")
				}
			case *ast.GenDecl:
				checkDeclaration(decl, missing)
			}
		}
	}
	return faults
}

func checkDeclaration(decl *ast.GenDecl, missing func(name *ast.Ident, or string)) {
	for _, spec := range decl.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			doc := spec.Doc
			if doc == nil && !decl.Lparen.IsValid() {
				doc = decl.Doc
			}
			if spec.Name.IsExported() && !begins(doc, spec.Name) {
				missing(spec.Name, "")
			}
			if contract, ok := spec.Type.(*ast.InterfaceType); ok && spec.Name.IsExported() {
				for _, method := range contract.Methods.List {
					for _, name := range method.Names {
						if name.IsExported() && !begins(method.Doc, name) {
							missing(name, "")
						}
					}
				}
			}
		case *ast.ValueSpec:
			for _, name := range spec.Names {
				block := decl.Lparen.IsValid()
				switch {
				case !name.IsExported():
				case !block && !begins(decl.Doc, name):
					missing(name, "")
				case block && decl.Doc == nil && !begins(spec.Doc, name) && !begins(spec.Comment, name):
					missing(name, ", nor has its block one")
				}
			}
		}
	}
}

// begins reports whether a comment begins with the name as a whole word.
func begins(doc *ast.CommentGroup, name *ast.Ident) bool {
	rest, ok := strings.CutPrefix(doc.Text(), name.Name)
	if !ok || rest == "" {
		return false
	}
	next := rune(rest[0])
	return !token.IsIdentifier("x" + string(next))
}

// receiver returns the name of a method's receiver type.
func receiver(method *ast.FuncDecl) *ast.Ident {
	expr := method.Recv.List[0].Type
	for {
		switch e := expr.(type) {
		case *ast.StarExpr:
			expr = e.X
		case *ast.IndexExpr:
			expr = e.X
		case *ast.IndexListExpr:
			expr = e.X
		case *ast.Ident:
			return e
		default:
			return ast.NewIdent("_")
		}
	}
}
