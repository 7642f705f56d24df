package download

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/stakegraph/stakegraph/graph/apierror"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/planner/input"
	"github.com/stakegraph/stakegraph/graph/rules"
)

// ErrUnknown is wrapped by errors about an unknown export or format. It is an apierror.ErrExport.
var ErrUnknown = fmt.Errorf("%w", apierror.ErrExport)

// Request describes a file.
type Request struct {
	Name   string // one of Names
	Format string // the name of one of export.Formats
	// Parameters are arguments of the GraphQL field of the export, by name: texts, numbers and enum values as they are,
	// each element of a list as one value, and inputs as JSON. In addition:
	//   - measures, for a network: fields of NetworkNode, one per value or separated by commas;
	//   - isolated, for the graph: "true" to include nodes without a relationship if only a part is requested;
	//   - withSources, for facts: "false" to leave out the sources of the facts of a part;
	//   - asOf, or from and to, with certainty: the fields of the argument `time`, which is no parameter itself.
	Parameters url.Values
}

// kind describes an export.
type kind struct {
	field string // field of Query
	view  string // of a network
	// left are the arguments of the field that the export does not accept.
	left []string
	// about describes the export in one sentence.
	about string
}

var ofNetworks = []string{"view", "rankBy", "first"} // all nodes are written

var kinds = map[string]kind{
	"graph":         {"neighbourhood", "", []string{"of", "steps", "first", "keep"}, "All facts, or the part of the graph with given types and conditions."},
	"neighbourhood": {"neighbourhood", "", nil, "The facts within a number of steps of given nodes."},
	"investors-and-firms": {
		"network", "INVESTORS_AND_FIRMS", ofNetworks, "Investors and firms, linked by investments, with measures.",
	},
	"investors-by-firm":  {"network", "INVESTORS_BY_FIRM", ofNetworks, "Investors, linked by shared firms, with measures."},
	"investors-by-round": {"network", "INVESTORS_BY_ROUND", ofNetworks, "Investors, linked by shared rounds, with measures."},
	"firms-by-investor":  {"network", "FIRMS_BY_INVESTOR", ofNetworks, "Firms, linked by shared investors, with measures."},
	"state-capital":      {"network", "STATE_CAPITAL", ofNetworks, "The flow of state capital from state funds through funds to firms, with measures."},
}

// Names returns the names of exports with their descriptions, in order.
func Names() [][2]string {
	var names [][2]string
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		names = append(names, [2]string{name, kinds[name].about})
	}
	return names
}

// facts reports whether the export consists of stored facts, and not of a network.
func (k kind) facts() bool { return k.field != "network" }

// query is the query of an export while it is built. Names in it are those of the schema, and values are variables.
type query struct {
	schema     *ast.Schema
	parameters url.Values
	taken      map[string]bool // parameters that the export accepts
	declared   []string
	variables  map[string]any

	text     string
	measures []string     // of a network
	time     input.Object // the requested time, or nil
}

// query builds the query of the export.
func (r Request) query(schema *ast.Schema) (*query, error) {
	kind, known := kinds[r.Name]
	if !known {
		return nil, fmt.Errorf("%w: unknown export %q%s", ErrUnknown, apierror.Short(r.Name), choice(r.Name, "The exports", kinds))
	}
	q := &query{schema: schema, parameters: r.Parameters, taken: map[string]bool{}, variables: map[string]any{}}
	call, err := q.call(r.Name, kind)
	if err != nil {
		return nil, err
	}
	selection := "isComplete"
	if !kind.facts() {
		if q.measures, err = q.measured(); err != nil {
			return nil, err
		}
		selection = "nodes { " + strings.Join(q.measures, " ") + " }"
	}
	q.taken["isolated"], q.taken["withSources"] = r.Name == "graph", kind.facts()
	for name := range r.Parameters {
		if !q.taken[name] {
			maps.DeleteFunc(q.taken, func(_ string, taken bool) bool { return !taken })
			return nil, fmt.Errorf("%w: unknown parameter %q of %s%s", apierror.ErrExport, name, r.Name, choice(name, "Its parameters", q.taken))
		}
	}
	operation := "query"
	if len(q.declared) > 0 {
		operation += "(" + strings.Join(q.declared, ", ") + ")"
	}
	q.text = operation + " { " + call + " { " + selection + " } }"
	return q, nil
}

// call returns the field with its arguments.
func (q *query) call(name string, kind kind) (string, error) {
	var given []string
	for _, a := range q.schema.Query.Fields.ForName(kind.field).Arguments {
		if a.Name == "time" || slices.Contains(kind.left, a.Name) {
			continue
		}
		if err := q.argument(&given, a); err != nil {
			return "", err
		}
	}
	if err := q.timed(&given); err != nil {
		return "", err
	}
	if kind.view != "" {
		given = append(given, "view: "+kind.view)
	}
	if name == "graph" {
		given = append(given, `of: ["firm:any"]`) // any id: only the part of the graph that such a search would visit is used
		if !q.has("relationships") {
			var all []string
			for _, f := range q.schema.Types["PathRelationships"].Fields {
				all = append(all, f.Name+": {}")
			}
			given = append(given, "relationships: {"+strings.Join(all, ", ")+"}")
		}
	}
	if len(given) == 0 {
		return kind.field, nil
	}
	return kind.field + "(" + strings.Join(given, ", ") + ")", nil
}

// timed adds the argument `time` if a time is requested.
func (q *query) timed(to *[]string) error {
	isAt, isIn := q.has("asOf"), q.has("from") || q.has("to")
	if isAt && isIn {
		return fmt.Errorf("%w: parameter `asOf`: cannot be used together with `from` or `to`", apierror.ErrExport)
	}
	var given []string
	for _, f := range q.schema.Types["TimeFilter"].Fields {
		if err := q.argument(&given, &ast.ArgumentDefinition{Name: f.Name, Type: f.Type}); err != nil {
			return err
		}
		if value, is := q.variables[f.Name]; is {
			q.time = append(q.time, input.Entry{Name: f.Name, Value: value})
		}
	}
	if len(given) == 0 {
		return nil
	}
	if !isAt && !isIn {
		return fmt.Errorf("%w: parameter `certainty`: only allowed together with `asOf`, `from` or `to`", apierror.ErrExport)
	}
	*to = append(*to, "time: {"+strings.Join(given, ", ")+"}")
	return nil
}

func (q *query) has(parameter string) bool { return len(q.parameters[parameter]) > 0 }

// argument adds an argument, or a field of one, if its parameter is given.
func (q *query) argument(to *[]string, a *ast.ArgumentDefinition) error {
	parameter := a.Name
	q.taken[parameter] = true
	if !q.has(parameter) {
		if a.Type.NonNull && a.DefaultValue == nil {
			return fmt.Errorf("%w: parameter `%s`: a value is required, such as %s=%s", apierror.ErrExport, parameter, parameter, exampleOf(a.Type))
		}
		return nil
	}
	value, err := q.value(a.Type, q.parameters[parameter])
	if err != nil {
		return fmt.Errorf("%w: parameter `%s`: %w", apierror.ErrExport, parameter, err)
	}
	q.variables[parameter] = value
	q.declared = append(q.declared, "$"+parameter+": "+a.Type.String())
	*to = append(*to, parameter+": $"+parameter)
	return nil
}

var errRepeated = errors.New("given more than once: send it once")

// value converts the texts of a parameter to a value of a variable's type.
func (q *query) value(of *ast.Type, texts []string) (any, error) {
	if of.Elem != nil {
		list := make([]any, len(texts))
		for i, text := range texts {
			var err error
			if list[i], err = q.value(of.Elem, []string{text}); err != nil {
				return nil, err
			}
		}
		return list, nil
	}
	if len(texts) > 1 {
		return nil, errRepeated
	}
	isInput := q.schema.Types[of.NamedType].Kind == ast.InputObject
	if isInput || slices.Contains([]string{"Int", "Float", "Boolean"}, of.NamedType) {
		decoder := json.NewDecoder(strings.NewReader(texts[0]))
		decoder.UseNumber()
		var value any
		if err := decoder.Decode(&value); err != nil || decoder.More() {
			return nil, fmt.Errorf("%q is not a valid %s: write a value such as %s", apierror.Short(texts[0]), of.NamedType, exampleOf(of))
		}
		return value, nil
	}
	return texts[0], nil
}

// exampleOf returns an example of a parameter with this type, not URL-encoded.
func exampleOf(of *ast.Type) string { return cmp.Or(examples[of.Name()], "{}") }

var examples = map[string]string{
	"Int": "2", "Float": "0.5", "Boolean": "true", "ID": "firm:uisee", "PathRelationships": `{"investments": {}}`,
}

// measured returns the requested fields of NetworkNode.
func (q *query) measured() ([]string, error) {
	q.taken["measures"] = true
	var all []string
	for _, list := range q.parameters["measures"] {
		for name := range strings.SplitSeq(list, ",") {
			if m, known := model.MeasureNamed(name); !known || m.Name() != name {
				return nil, fmt.Errorf("%w: parameter `measures`: unknown measure %q; the measures are %s", apierror.ErrExport, apierror.Short(name), allMeasures())
			}
			if !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	if len(all) == 0 {
		return usualMeasures, nil
	}
	return all, nil
}

// is returns the value of a Boolean parameter, or the default.
func (q *query) is(parameter string, otherwise bool) (bool, error) {
	if !q.has(parameter) {
		return otherwise, nil
	}
	if len(q.parameters[parameter]) > 1 {
		return false, fmt.Errorf("%w: parameter `%s`: %w", apierror.ErrExport, parameter, errRepeated)
	}
	text := q.parameters.Get(parameter)
	is, err := strconv.ParseBool(text)
	if err != nil {
		return false, fmt.Errorf("%w: parameter `%s`: %q is not a Boolean: write true or false", apierror.ErrExport, parameter, apierror.Short(text))
	}
	return is, nil
}

// choice ends a message about an unknown name: it suggests similar names and lists the known ones.
func choice[V any](wrong, which string, names map[string]V) string {
	sorted := slices.Sorted(maps.Keys(names))
	return "." + rules.DidYouMean(wrong, sorted) + " " + which + " are " + strings.Join(sorted, ", ") + "."
}

func allMeasures() string {
	var names []string
	for _, m := range model.AllMeasures() {
		names = append(names, m.Name())
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
