package export

import "fmt"

// Note is something that a file says of itself as a whole, such as that it is a part of a graph, wherever its format has a
// place for it. Its name is one as of an Attribute. Its value is a string, an int64 or a bool.
type Note struct {
	Name  string
	Value any
}

// kind returns the kind of the value, and whether it is one that a note can have.
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

// appendPlain appends the value as text.
func (n Note) appendPlain(b []byte) []byte {
	kind, _ := n.kind()
	return appendPlain(b, kind, n.Value)
}

// checkNotes reports the first thing that keeps notes from being written, and mends their texts.
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

// appendHeading appends the name and the notes as one text, for formats that have a place for a text alone.
func (s *Schema) appendHeading(b []byte) []byte {
	b = append(b, s.Name...)
	for i, n := range s.Notes {
		if i > 0 || s.Name != "" {
			b = append(b, "; "...)
		}
		b = append(append(b, n.Name...), ": "...)
		b = n.appendPlain(b)
	}
	return b
}

// appendAbout appends a JSON object of the name and the notes.
func (s *Schema) appendAbout(b []byte) []byte {
	b = append(b, '{')
	if s.Name != "" {
		b = appendJSON(append(b, `"name":`...), s.Name)
	}
	for i, n := range s.Notes {
		if i > 0 || s.Name != "" {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), n.Name...), `":`...)
		if text, is := n.Value.(string); is {
			b = appendJSON(b, text)
		} else {
			b = n.appendPlain(b)
		}
	}
	return append(b, '}')
}

// isAbout reports whether there is anything that appendAbout says.
func (s *Schema) isAbout() bool { return s.Name != "" || len(s.Notes) > 0 }
