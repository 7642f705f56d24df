package store_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/store"
)

// TestMisfitsAreReported checks that an error contains the labels that the relationship allows for the node.
func TestMisfitsAreReported(t *testing.T) {
	for _, c := range []struct {
		role string
		of   model.RelType
		says string
	}{
		{"start", model.Raised, `"x" cannot become Sector: it is the start of the stored RAISED "y", which allows only Firm`},
		{"end", model.Raised, `"x" cannot become Sector: it is the end of the stored RAISED "y", which allows only Round`},
		{"round", model.InvestedIn, `"x" cannot become Sector: it is the round of the stored INVESTED_IN "y", which allows only Round`},
	} {
		err := &store.MisfitError{Node: "x", Label: model.Sector, Role: c.role, Type: c.of, Relationship: "y"}
		if !strings.Contains(err.Error(), c.says) || !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%v, want %s", err, c.says)
		}
	}
}
