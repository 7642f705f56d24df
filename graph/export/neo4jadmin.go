package export

import (
	"archive/zip"
	"cmp"
	"io"
	"strings"

	"github.com/stakegraph/stakegraph/graph/model"
)

// listSeparator separates the elements of a list, which have no escape. It is a control character that does not occur
// in texts.
const listSeparator = "\x1f"

// neo4jTable writes a file for neo4j-admin database import, with the header of its manual:
// https://neo4j.com/docs/operations-manual/current/import/. The import needs --array-delimiter=U+001F for lists and
// --multiline-fields=true for texts with line breaks. Texts are quoted and unchanged. An empty field is an unknown
// value.
type neo4jTable struct{ csvTable }

func newNeo4jAdmin(w io.Writer, s *Schema) (Writer, error) {
	return newPair(w, s, pairFormat{
		extension: "csv", method: zip.Deflate, nodes: "id:ID,:LABEL,name:string", edges: ":START_ID,:END_ID,:TYPE,id:string",
		open: func(w io.Writer, own string, attributes []Attribute) (table, error) {
			return &neo4jTable{newCSVTable(w, s, own, ",start:date,end:date", attributes, neo4jColumns)}, nil
		},
	})
}

// neo4jColumns returns the header of an attribute.
func neo4jColumns(a Attribute) string {
	columns := a.Name + ":" + typeName(a.Kind, "string[]")
	if a.Kind == Date {
		columns += "," + a.Name + "Earliest:date," + a.Name + "Latest:date"
	}
	return columns
}

func (t *neo4jTable) node(n *Node) error {
	t.texts(n.ID, n.Kind, n.Label)
	return t.values(n.Start, n.End, n.Values)
}

func (t *neo4jTable) edge(e *Edge) error {
	t.texts(e.Source, e.Target, cmp.Or(e.Type, "RELATED"), e.ID) // a relationship must have a type
	return t.values(e.Start, e.End, e.Values)
}

func (t *neo4jTable) values(start, end int64, values []any) error {
	if t.isDynamic {
		t.day(start)
		t.day(end)
	}
	for i, v := range values {
		t.add(",")
		kind := t.attributes[i].Kind
		switch list, isList := v.([]string); {
		case isList && len(list) > 0:
			t.quote(joined(list))
		case !isList:
			t.value(kind, v)
		}
		if kind == Date {
			d, _ := v.(model.PartialDate)
			t.day(d.Earliest)
			t.day(d.Latest)
		}
	}
	t.add("\n")
	return t.sent()
}

func (t *neo4jTable) day(day int64) {
	t.add(",")
	if day != 0 {
		t.bytes = appendDay(t.bytes, day)
	}
}

// joined returns the elements with the separator between them. A separator inside an element is replaced with U+FFFD.
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
