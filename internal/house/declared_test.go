package house

import (
	"go/ast"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// TestMetricsPage compares the table of metrics in docs/operating.md with the metrics of the program and their labels.
func TestMetricsPage(t *testing.T) {
	page, registered := ReadPage(t, "docs/operating.md"), metricsOf(readRepository(t, os.DirFS(Root(t))))
	if len(registered) < 5 {
		t.Errorf("only %d metrics are found", len(registered))
	}
	documented := map[string][]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `(stakegraph_[a-z_]+)` \\| ([^|]*)\\|").FindAllStringSubmatch(page, -1) {
		documented[row[1]] = nil
		for _, label := range regexp.MustCompile("`([a-z]+)`").FindAllStringSubmatch(row[2], -1) {
			documented[row[1]] = append(documented[row[1]], label[1])
		}
	}
	if diff := cmp.Diff(registered, documented); diff != "" {
		t.Errorf("metrics (-registered +in docs/operating.md):\n%s", diff)
	}
	var names []string
	for name := range registered {
		names = append(names, name)
	}
	for _, fault := range unknown(pageNames(Pages(t), regexp.MustCompile(`\b(stakegraph_[a-z_]+)`)), names, "metric") {
		t.Error(fault)
	}
}

// metricsOf returns the labels of each metric that code registers with Prometheus, by the metric's name.
func metricsOf(files repository) map[string][]string {
	found := map[string][]string{}
	for _, f := range files.code() {
		for _, decl := range f.syntax.Decls {
			constant := labelsIn(decl)
			ast.Inspect(decl, func(n ast.Node) bool {
				call, is := n.(*ast.CallExpr)
				if !is || len(call.Args) == 0 {
					return true
				}
				options, is := call.Args[0].(*ast.CompositeLit)
				if !is || !strings.HasSuffix(typeName(options), "Opts") {
					return true
				}
				name, labels := "", []string(nil)
				for _, element := range options.Elts {
					if field, is := element.(*ast.KeyValueExpr); is {
						switch field.Key.(*ast.Ident).Name {
						case "Name":
							name = literal(field.Value)
						case "ConstLabels":
							labels = append(labels, constant...)
						}
					}
				}
				if len(call.Args) == 2 {
					if list, is := call.Args[1].(*ast.CompositeLit); is {
						for _, label := range list.Elts {
							labels = append(labels, literal(label))
						}
					}
				}
				if name != "" {
					found[name] = labels
				}
				return true
			})
		}
	}
	return found
}

// labelsIn returns the names of the labels that a function adds to all of its metrics.
func labelsIn(decl ast.Decl) []string {
	var names []string
	ast.Inspect(decl, func(n ast.Node) bool {
		if labels, is := n.(*ast.CompositeLit); is && typeName(labels) == "Labels" {
			for _, element := range labels.Elts {
				names = append(names, literal(element.(*ast.KeyValueExpr).Key))
			}
		}
		return true
	})
	return names
}

// typeName returns the name of a composite literal's type, without its package.
func typeName(of *ast.CompositeLit) string {
	switch t := of.Type.(type) {
	case *ast.SelectorExpr:
		return t.Sel.Name
	case *ast.Ident:
		return t.Name
	default:
		return ""
	}
}

// literal returns the value of a string literal, or "" for other expressions.
func literal(e ast.Expr) string {
	if text, is := e.(*ast.BasicLit); is && text.Kind == token.STRING {
		value, _ := strconv.Unquote(text.Value)
		return value
	}
	return ""
}

func TestMetricsOf(t *testing.T) {
	text := `package p
func a(r *prometheus.Registry) {
	promauto.With(r).NewHistogramVec(prometheus.HistogramOpts{Name: "s_a", Help: "A."}, []string{"x", "y"})
	prometheus.NewGauge(prometheus.GaugeOpts{Help: "B.", Name: "s_b"})
}
func b(r *prometheus.Registry) {
	of := prometheus.Labels{"z": "1"}
	promauto.With(r).NewGaugeFunc(prometheus.GaugeOpts{Name: "s_c", ConstLabels: of}, func() float64 { return 0 })
	other(Other{Name: "s_d"})
}`
	want := map[string][]string{"s_a": {"x", "y"}, "s_b": nil, "s_c": {"z"}}
	if diff := cmp.Diff(want, metricsOf(readRepository(t, fstest.MapFS{"p/a.go": {Data: []byte(text)}}))); diff != "" {
		t.Errorf("metrics (-want +got):\n%s", diff)
	}
}

// TestLimitNames checks that docs/limits.md has the name of every limit in errors, and that every limit in its tables, and in
// the table of docs/network.md, is the name of such a limit. A test of package graph compares their values.
func TestLimitNames(t *testing.T) {
	names, page := limitsOf(readRepository(t, os.DirFS(Root(t)))), ReadPage(t, "docs/limits.md")
	if len(names) < 20 {
		t.Errorf("only %d limits are found: %q", len(names), names)
	}
	for _, name := range names {
		if !strings.Contains(page, "`"+name+"`") {
			t.Errorf("docs/limits.md does not name the limit %s", name)
		}
	}
	documented := 0
	for _, table := range []struct{ page, head string }{{page, "| limit | flag |"}, {ReadPage(t, "docs/network.md"), "| limit | at most |"}} {
		for _, name := range rowsOf(table.page, table.head) {
			documented++
			if !slices.Contains(names, name) {
				t.Errorf("no error has the limit %s of the table %s", name, table.head)
			}
		}
	}
	if documented < 20 {
		t.Errorf("only %d limits are in tables", documented)
	}
}

// rowsOf returns the names in code at the beginning of a table's rows.
func rowsOf(page, head string) []string {
	_, table, _ := strings.Cut(page, head)
	table, _, _ = strings.Cut(table, "\n\n")
	var names []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|").FindAllStringSubmatch(table, -1) {
		names = append(names, row[1])
	}
	return names
}

// limitsOf returns the names of limits in errors: values of the field Limit, of parameters called limit and of columns limit.
func limitsOf(files repository) []string {
	takes := map[string]bool{} // functions whose first parameter is called limit, by folder and name
	for _, f := range files.code() {
		for _, decl := range f.syntax.Decls {
			if of, is := decl.(*ast.FuncDecl); is && isLimit(of.Type.Params) {
				takes[f.folder()+"."+of.Name.Name] = true
			}
		}
	}
	var names []string
	for _, f := range files.code() {
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if key, is := n.Key.(*ast.Ident); is && key.Name == "Limit" {
					names = append(names, literal(n.Value))
				}
			case *ast.CallExpr:
				if called, is := n.Fun.(*ast.Ident); is && len(n.Args) > 0 && takes[f.folder()+"."+called.Name] {
					names = append(names, literal(n.Args[0]))
				}
			case *ast.CompositeLit:
				if list, is := n.Type.(*ast.ArrayType); is {
					if row, is := list.Elt.(*ast.StructType); is && isLimit(row.Fields) {
						for _, element := range n.Elts {
							names = append(names, literal(element.(*ast.CompositeLit).Elts[0]))
						}
					}
				}
			}
			return true
		})
	}
	names = slices.DeleteFunc(names, func(name string) bool { return name == "" })
	slices.Sort(names)
	return slices.Compact(names)
}

// isLimit reports whether the first of some parameters or fields is a string called limit.
func isLimit(fields *ast.FieldList) bool {
	if fields.NumFields() == 0 || len(fields.List[0].Names) == 0 {
		return false
	}
	kind, is := fields.List[0].Type.(*ast.Ident)
	return is && kind.Name == "string" && fields.List[0].Names[0].Name == "limit"
}

func TestLimitsOf(t *testing.T) {
	text := `package p
func check(limit, what string) error {
	for _, c := range []struct {
		limit string
		most  int
	}{{"c", 1}, {"b", 2}} {
		_ = &Error{Limit: c.limit}
	}
	check("d", "x")
	other("e")
	return &Error{Limit: "a", What: "f"}
}`
	if diff := cmp.Diff([]string{"a", "b", "c", "d"}, limitsOf(readRepository(t, fstest.MapFS{"p/a.go": {Data: []byte(text)}}))); diff != "" {
		t.Errorf("limits (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"a", "b"}, rowsOf("| `x` |\n\n| limit | most |\n| --- |\n| `a` | `c` |\n| `b` | 1 |\n\n| `d` |\n", "| limit |")); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}
