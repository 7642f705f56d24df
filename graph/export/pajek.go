package export

import (
	"fmt"
	"io"
	"math"
	"strconv"
)

// pajek writes a network in the format of Pajek's manual, http://mrvar.fdv.uni-lj.si/pajek/: vertices with a label, and
// arcs or edges with a weight and a type as their label. The format supports nothing else of a graph. The label of a
// vertex is its name followed by its id in round brackets, since NetworkX identifies nodes by their labels. A label
// cannot contain a double quote.
type pajek struct {
	document
	ids    *index
	weight int // the index of the weight in an edge's values, or -1
}

func newPajek(w io.Writer, s *Schema) (Writer, error) {
	edges := "*Edges\n"
	if s.Directed {
		edges = "*Arcs\n"
	}
	p := &pajek{newDocument(w, s, edges, ""), newIndex(s.Counts.Nodes), placeOf(s.Edges, Weight)}
	if len(s.Notes) > 0 {
		p.add("*Network ")
		p.bytes = appendPajek(p.bytes, s.heading())
		p.add("\n")
	}
	p.add("*Vertices ", strconv.FormatInt(s.Counts.Nodes, 10), "\n")
	return p, nil
}

func (p *pajek) Node(n Node) error {
	if !p.ids.add(n.ID) {
		return fmt.Errorf("%w: duplicate or unannounced node %q", ErrInput, n.ID)
	}
	p.count++
	p.bytes = strconv.AppendInt(p.bytes, p.count, 10)
	p.add(` "`)
	if n.Label != "" {
		p.bytes = appendPajek(p.bytes, n.Label)
		p.add(" (")
	}
	p.bytes = appendPajek(p.bytes, n.ID)
	if n.Label != "" {
		p.add(")")
	}
	p.add("\"\n")
	return p.sent()
}

// appendPajek appends a text without characters that end a label, or start an escape in NetworkX: quotes become
// apostrophes, backslashes slashes, and line breaks and other control characters spaces.
func appendPajek(b []byte, s string) []byte {
	return appendInstead(b, s, func(c rune) string {
		switch {
		case c == '"':
			return "'"
		case c == '\\':
			return "/"
		case c < ' ' || c >= 0x7F && c < 0xA0 || c == '\u2028' || c == '\u2029':
			return " "
		}
		return ""
	})
}

func (p *pajek) Edge(e Edge) error {
	source, target, err := p.ids.ends(e)
	if err != nil {
		return err
	}
	p.toEdges()
	p.bytes = strconv.AppendInt(p.bytes, int64(source)+1, 10)
	p.bytes = strconv.AppendInt(append(p.bytes, ' '), int64(target)+1, 10)
	p.bytes = append(p.bytes, ' ')
	at := len(p.bytes)
	if p.weight >= 0 {
		switch w := normal(e.Values[p.weight]).(type) {
		case int64:
			p.bytes = strconv.AppendInt(p.bytes, w, 10)
		case float64:
			if !math.IsNaN(w) && !math.IsInf(w, 0) {
				p.bytes = appendFloat(p.bytes, w)
			}
		}
	}
	if len(p.bytes) == at {
		p.add("1")
	}
	if e.Type != "" {
		p.add(` l "`)
		p.bytes = appendPajek(p.bytes, e.Type)
		p.add(`"`)
	}
	p.add("\n")
	return p.sent()
}
