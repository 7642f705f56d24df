package export

import (
	"archive/zip"
	"io"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// listSeparator stands between the elements of a list, which have no escape. It is a control character that texts do
// not have.
const listSeparator = "\x1f"

// neo4jTable writes a file for neo4j-admin database import, with the header that its manual describes:
// https://neo4j.com/docs/operations-manual/current/import/. The import needs --array-delimiter=U+001F for lists and
// --multiline-fields=true for texts with ends of lines. Texts are as they are, in quotes; an empty field is not known.
type neo4jTable struct {
	output
	schema *Schema
}

func newNeo4jAdmin(w io.Writer, s *Schema) (Writer, error) {
	return newPair(w, s, "csv", zip.Deflate, func(w io.Writer, nodes bool) (table, error) {
		t := &neo4jTable{newOutput(w), s}
		own, attributes := "id:ID,:LABEL,name:string", s.Nodes
		if !nodes {
			own, attributes = ":START_ID,:END_ID,:TYPE,id:string", s.Edges
		}
		t.add(own)
		if s.Dynamic {
			t.add(",start:date,end:date")
		}
		for _, a := range attributes {
			t.add(",", a.Name)
			switch a.Kind {
			case Integer:
				t.add(":long")
			case Float:
				t.add(":double")
			case Boolean:
				t.add(":boolean")
			case List:
				t.add(":string[]")
			case Date:
				t.add(":string,", a.Name, "Earliest:date,", a.Name, "Latest:date")
			case Text, Decimal:
				t.add(":string")
			default:
				panic("export: values of an unknown kind")
			}
		}
		t.add("\n")
		return t, nil
	})
}

func (t *neo4jTable) node(n *Node) error {
	t.bytes = appendCSV(t.bytes, n.ID)
	t.add(",")
	t.text(n.Kind)
	t.add(",")
	t.text(n.Label)
	t.values(n.Start, n.End, t.schema.Nodes, n.Values)
	return t.sent()
}

func (t *neo4jTable) edge(e *Edge) error {
	t.bytes = appendCSV(t.bytes, e.Source)
	t.add(",")
	t.bytes = appendCSV(t.bytes, e.Target)
	t.add(",")
	t.bytes = appendCSV(t.bytes, or(e.Type, "RELATED")) // a relationship has a type
	t.add(",")
	t.text(e.ID)
	t.values(e.Start, e.End, t.schema.Edges, e.Values)
	return t.sent()
}

func (t *neo4jTable) text(s string) {
	if s != "" {
		t.bytes = appendCSV(t.bytes, s)
	}
}

func (t *neo4jTable) values(start, end int64, attributes []Attribute, values []any) {
	if t.schema.Dynamic {
		t.day(start)
		t.day(end)
	}
	for i, v := range values {
		t.add(",")
		switch kind := attributes[i].Kind; {
		case kind == Date:
			d, _ := v.(model.PartialDate)
			if v != nil {
				t.bytes = appendPlain(t.bytes, kind, v)
			}
			t.day(d.Earliest)
			t.day(d.Latest)
		case v == nil:
		case kind == Text:
			t.bytes = appendCSV(t.bytes, v.(string))
		case kind == List:
			if list := v.([]string); len(list) > 0 {
				t.bytes = appendCSV(t.bytes, joined(list))
			}
		default:
			t.bytes = appendPlain(t.bytes, kind, v)
		}
	}
	t.add("\n")
}

func (t *neo4jTable) day(day int64) {
	t.add(",")
	if day != 0 {
		t.bytes = appendDay(t.bytes, day)
	}
}

// joined returns the elements with the separator between them. Where one has it inside, it is U+FFFD.
func joined(list []string) string {
	all := strings.Join(list, listSeparator)
	if strings.Count(all, listSeparator) == len(list)-1 {
		return all
	}
	clean := make([]string, len(list))
	for i, s := range list {
		clean[i] = strings.ReplaceAll(s, listSeparator, "\uFFFD")
	}
	return strings.Join(clean, listSeparator)
}

func (t *neo4jTable) close() error { return t.flush() }
