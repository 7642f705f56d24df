package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestExportPage compares the number of formats in the pages, and the table of docs/export.md, with the formats of package
// export, in their order.
func TestExportPage(t *testing.T) {
	var want, got [][2]string // names and extensions
	file, err := parser.ParseFile(token.NewFileSet(), "../../graph/export/formats.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if literal, is := n.(*ast.CompositeLit); is {
			if name := textField(literal, "Name"); name != "" {
				want = append(want, [2]string{name, "." + textField(literal, "Extension")})
			}
		}
		return true
	})
	rows := regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\| `(\\.[a-z0-9.]+)` \\|")
	for _, row := range rows.FindAllStringSubmatch(ReadPage(t, "docs/export.md"), -1) {
		got = append(got, [2]string{row[1], row[2]})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("formats (-of package export +in docs/export.md):\n%s", diff)
	}
	number := regexp.MustCompile(`(\d+) (?:formats|种文件格式)`)
	for _, name := range []string{"README.md", "README.zh.md", "docs/export.md"} {
		numbers := number.FindAllStringSubmatch(ReadPage(t, name), -1)
		if len(numbers) == 0 {
			t.Errorf("%s does not state the number of formats", name)
		}
		for _, found := range numbers {
			if found[1] != strconv.Itoa(len(want)) {
				t.Errorf("%s states %q, and package export has %d", name, found[0], len(want))
			}
		}
	}
}

// textField returns the text of a field of a struct literal, or "".
func textField(literal *ast.CompositeLit, name string) string {
	for _, element := range literal.Elts {
		field, isField := element.(*ast.KeyValueExpr)
		if !isField {
			continue
		}
		key, isName := field.Key.(*ast.Ident)
		value, isLiteral := field.Value.(*ast.BasicLit)
		if isName && isLiteral && key.Name == name {
			if text, err := strconv.Unquote(value.Value); err == nil {
				return text
			}
		}
	}
	return ""
}
