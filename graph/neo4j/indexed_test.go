package neo4j_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestLongTexts checks that a text that lists are sorted by is stored up to the limit of Neo4j's indexes, and that a
// longer one is rejected with the reason.
func TestLongTexts(t *testing.T) {
	s := holding(t, "long texts", func(store.Loader) error { return nil })
	for _, c := range []struct {
		name, text string
		fits       bool
	}{
		{"of the bound", strings.Repeat("x", 8000-len("firm:a")), true},
		{"longer by one", strings.Repeat("x", 8001-len("firm:a")), false},
		{"longer when folded", strings.Repeat("\ufdfa", 300), false},
		{"short", "x", true},
	} {
		for _, p := range []model.Property{model.Name, model.NameZh} {
			t.Run(p.String()+" "+c.name, func(t *testing.T) {
				_, err := s.Load(t.Context(), func(w store.Writer) error {
					stated := model.Properties{model.ID: "firm:a", model.Name: "A"}
					stated[p] = c.text
					return w.Node(model.Node{Label: model.Firm, Properties: stated})
				})
				if c.fits && err != nil {
					t.Errorf("Load: error %v", err)
				}
				if !c.fits && (!errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), p.String())) {
					t.Errorf("Load: error %v, want %v and the property", err, store.ErrInvalid)
				}
			})
		}
	}
}
