package sqlite

import (
	"database/sql/driver"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/sqlite/sql"
)

// TestValuesOfColumns checks that a value of each type has the expected columns, and that it is read from them
// unchanged.
func TestValuesOfColumns(t *testing.T) {
	usd := int64(1500)
	for _, c := range []struct {
		of    model.Property
		value any
		want  []driver.Value
	}{
		{model.Period, "2016-2020", []driver.Value{"2016-2020"}},
		{model.Name, "Ünited", []driver.Value{"Ünited", model.Fold("Ünited")}},
		{model.FoundedYear, int64(2016), []driver.Value{int64(2016)}},
		{model.Level, int64(1), []driver.Value{int64(1)}},
		{model.ValuationUSD, int64(-100), []driver.Value{int64(-100)}},
		{model.RoundID, int64(7), []driver.Value{int64(7)}}, // a reference is stored as a key
		{model.Size, model.Money{Amount: 10000, Currency: "CNY", USD: &usd}, []driver.Value{int64(10000), "CNY", usd}},
		{model.Size, model.Money{Amount: 10000, Currency: "CNY"}, []driver.Value{int64(10000), "CNY", nil}},
		{model.Size, model.Money{Amount: 10000, Currency: "USD"}, []driver.Value{int64(10000), "USD", int64(10000)}},
		{
			model.AnnouncedOn,
			model.PartialDate{Earliest: 20210101, Latest: 20211231, Precision: model.YearPrecision},
			[]driver.Value{int64(20210101), int64(20211231), int64(model.YearPrecision)},
		},
		{model.Aliases, []string{"a", "B"}, []driver.Value{`["a","B"]`, `["a","b"]`}},
		{model.Aliases, []string{`a"`}, []driver.Value{`["a\""]`, `["a\""]`}},
		{model.Sources, []string{"source:a"}, []driver.Value{`["source:a"]`}},
		{model.Lead, true, []driver.Value{int64(1)}},
		{model.Lead, false, []driver.Value{int64(0)}},
		{model.Period, nil, []driver.Value{nil}},
		{model.Size, nil, []driver.Value{nil, nil, nil}},
	} {
		var got []driver.Value
		for _, value := range appendValues(nil, c.of, c.value) {
			stored, err := driver.DefaultParameterConverter.ConvertValue(value)
			if err != nil {
				t.Fatal(err)
			}
			switch stored { // SQLite has no type for truth values
			case true:
				stored = int64(1)
			case false:
				stored = int64(0)
			}
			got = append(got, stored)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s %v is stored as (-want +got):\n%s", c.of, c.value, diff)
			continue
		}
		want := model.Properties{}
		if c.value != nil {
			want[c.of] = c.value
		}
		read := model.Properties{}
		takeValues(read, []model.Property{c.of}, c.want)
		if diff := cmp.Diff(want, read); diff != "" {
			t.Errorf("%s %v is read as (-want +got):\n%s", c.of, c.want, diff)
		}
	}
}

// TestValuesAreTakenInOrder checks that each property is read from its own columns.
func TestValuesAreTakenInOrder(t *testing.T) {
	properties := []model.Property{model.Size, model.Name, model.FoundedYear}
	values := make([]driver.Value, 0, 6)
	for _, p := range properties {
		values = append(values, make([]driver.Value, len(sql.PropertyColumns(p)))...)
	}
	values[3], values[4], values[5] = "A", "a", int64(2016)
	read := model.Properties{}
	takeValues(read, properties, values)
	if diff := cmp.Diff(model.Properties{model.Name: "A", model.FoundedYear: int64(2016)}, read); diff != "" {
		t.Errorf("read (-want +got):\n%s", diff)
	}
}
