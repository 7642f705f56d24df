package model_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
)

// TestPropertiesHaveNamesOfTheirOwn checks that each name belongs to only one property.
func TestPropertiesHaveNamesOfTheirOwn(t *testing.T) {
	for _, p := range model.AllProperties() {
		if named, known := model.ParseProperty(p.String()); !known || named != p {
			t.Errorf("%s stands for property %d, and for property %d too", p, p, named)
		}
	}
	if p, known := model.ParseProperty("weather"); known {
		t.Errorf("weather stands for %s", p)
	}
}
