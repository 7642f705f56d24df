package sqlite

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestAppendValue checks the cells of each type of column: a JSON text, a part that was set aside, an integer, or null.
func TestAppendValue(t *testing.T) {
	parts := []string{`[1]`, `["a"]`}
	for _, c := range []struct {
		value driver.Value
		kinds []store.CellKind
	}{
		{`[7, 1.5]`, []store.CellKind{store.List, store.Integer, store.List, store.JSONString}},
		{`"a"`, []store.CellKind{store.JSONString}},
		{0.5, []store.CellKind{store.List, store.Integer}},
		{1.5, []store.CellKind{store.List, store.JSONString}},
		{int64(7), []store.CellKind{store.Integer}},
		{nil, []store.CellKind{store.Null}},
	} {
		b := store.NewBuilder(nil)
		b.Open()
		if err := appendValue(b, c.value, parts); err != nil {
			t.Errorf("%v: %v", c.value, err)
			continue
		}
		b.Close()
		record := b.Record()
		var kinds []store.CellKind
		for i := 1; i < record.Next(record.Root()); i++ {
			kinds = append(kinds, record.Kind(i))
		}
		if fmt.Sprint(kinds) != fmt.Sprint(c.kinds) {
			t.Errorf("%v has cells of the kinds %v, want %v", c.value, kinds, c.kinds)
		}
	}
}

// TestCodedErrors checks that an error of the database has the sentinel error of its code, or none.
func TestCodedErrors(t *testing.T) {
	s, err := Open(t.Context(), Memory)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for text, want := range map[string]bool{ // whether it is store.ErrTooLarge
		"SELECT zeroblob(1 << 30)":             true, // SQLITE_TOOBIG
		"SELECT missing":                       true, // SQLITE_ERROR of a statement that cannot be prepared
		"SELECT abs(-9223372036854775807 - 1)": false,
	} {
		_, err := s.query(t.Context(), s.reading, false, "run a test", sql.Query{Text: text, Width: 1})
		if err == nil || errors.Is(err, store.ErrTooLarge) != want {
			t.Errorf("%s: %v; ErrTooLarge: want %t", text, err, want)
		}
	}
}

// TestEndIsNotStored checks that a relationship with an end that is not stored is invalid.
func TestEndIsNotStored(t *testing.T) {
	s, err := Open(t.Context(), Memory)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, err = s.Load(t.Context(), func(w store.Writer) error {
		return w.Relationship(model.Relationship{
			Type: model.CommittedTo, From: "investor:a", To: "investor:b", Properties: model.Properties{model.ID: "commitment:a"},
		})
	})
	const want = `start "investor:a" is not stored`
	if !errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), want) {
		t.Errorf("Load: %v, want ErrInvalid: %s", err, want)
	}
}
