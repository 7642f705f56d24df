package export

import (
	"fmt"
	"strings"
)

// Note is information about the whole file, such as that it is a part of a graph. It is written if the format supports
// it. Its name follows the rules of an Attribute. Its value is a string, an int64 or a bool.
type Note struct {
	Name  string
	Value any
}

// kind returns the kind of the value, and whether a note can have it.
func (n Note) kind() (kind Kind, known bool) {
	switch n.Value.(type) {
	case string:
		return Text, true
	case int64:
		return Integer, true
	case bool:
		return Boolean, true
	}
	return 0, false
}

// plain returns the value as text.
func (n Note) plain() string {
	kind, _ := n.kind()
	return plain(kind, n.Value)
}

// checkNotes returns an error for the first invalid note, and mends the texts of notes.
func checkNotes(notes []Note) error {
	seen := map[string]bool{}
	for i, n := range notes {
		kind, known := n.kind()
		if !known {
			return fmt.Errorf("%w: note %q has a value of type %T", ErrSchema, n.Name, n.Value)
		}
		if err := (Attribute{n.Name, kind}).check(seen); err != nil {
			return fmt.Errorf("%w: note %q %w", ErrSchema, n.Name, err)
		}
		if text, is := n.Value.(string); is {
			notes[i].Value = mend(text)
		}
	}
	return nil
}

// about returns the name, if there is one, and the notes as attributes with a value each.
func (s *Schema) about() (attributes []Attribute, values []any) {
	if s.Name != "" {
		attributes, values = append(attributes, Attribute{Name: "name"}), append(values, s.Name)
	}
	for _, n := range s.Notes {
		kind, _ := n.kind()
		attributes, values = append(attributes, Attribute{n.Name, kind}), append(values, n.Value)
	}
	return attributes, values
}

// heading returns the name and the notes as one text, for formats without attributes of the graph.
func (s *Schema) heading() string {
	var parts []string
	if s.Name != "" {
		parts = append(parts, s.Name)
	}
	for _, n := range s.Notes {
		parts = append(parts, n.Name+": "+n.plain())
	}
	return strings.Join(parts, "; ")
}

// appendAbout appends a JSON object of the name and the notes.
func (s *Schema) appendAbout(b []byte) []byte {
	b = append(b, '{')
	attributes, values := s.about()
	for i, a := range attributes {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), a.Name...), `":`...)
		b = appendJSONValue(b, a.Kind, values[i], false)
	}
	return append(b, '}')
}

// isAbout reports whether there is a name or a note.
func (s *Schema) isAbout() bool { return s.Name != "" || len(s.Notes) > 0 }

// own returns the attributes of a format, which are texts: those with the names and, in a dynamic graph, start and end.
func (s *Schema) own(names ...string) []Attribute {
	if s.Dynamic {
		names = append(names, "start", "end")
	}
	attributes := make([]Attribute, len(names))
	for i, name := range names {
		attributes[i].Name = name
	}
	return attributes
}
