package model_test

import (
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
)

// TestRepeated checks that a text repeats a value in any notation, but not if it has more words.
func TestRepeated(t *testing.T) {
	day, month := date(t, "2021-12-16"), date(t, "2021-12")
	yuan := model.Money{Amount: 100_000_000_050, Currency: "CNY"}
	whole := model.Money{Amount: 348_000_000_000, Currency: "HKD"}
	central, _ := model.Level.EnumValue("CENTRAL")
	for _, c := range []struct {
		property model.Property
		value    any
		text     string
		want     bool
	}{
		{model.Name, "We Doctor", "We Doctor", true},
		{model.Name, "We Doctor", "  We   Doctor\u00a0", true},
		{model.Name, "We Doctor", "Ｗｅ Doctor", true},
		{model.Name, "We Doctor", "WeDoctor", false},
		{model.Name, "We Doctor", "we doctor", false},
		{model.NameZh, "北京（驭势）", "北京(驭势)", true},
		{model.City, "Jinan", "Jinan (before the move of June 2025)", false},
		{model.Aliases, []string{"Uisee", "驭势"}, "驭势", true},
		{model.Aliases, []string{"Uisee", "驭势"}, "Uisee, 驭势", false},
		{model.FoundedYear, int64(2016), "2016", true},
		{model.FoundedYear, int64(2016), "2016.0", true},
		{model.FoundedYear, int64(2016), "2016 (concept)", false},
		{model.FoundedYear, int64(2016), "USD 2016", false},
		{model.FoundedYear, int64(2016), "2018", false},
		{model.Firms, int64(1744), "1,744", true},
		{model.Firms, int64(1744), "1,74,4", false},
		{model.Firms, int64(1744), "17,44", false},
		{model.ValuationUSD, int64(108_000_000_000), "1080000000", true},
		{model.ValuationUSD, int64(108_000_000_000), "USD 1,080,000,000.00", true},
		{model.ValuationUSD, int64(108_000_000_000), "CNY 1080000000", false},
		{model.ValuationUSD, int64(0), "", false},
		{model.AmountRaised, yuan, "1000000000.5", true},
		{model.AmountRaised, yuan, "CNY 1000000000.50", true},
		{model.AmountRaised, yuan, "1000000000.500 cny", true},
		{model.AmountRaised, yuan, "1000000000.501", false},
		{model.AmountRaised, yuan, "USD 1000000000.50", false},
		{model.AmountRaised, yuan, "CNY almost 1000000000.50", false},
		{model.Size, whole, "HKD 3480000000", true},
		{model.Size, whole, "3480000000", true},
		{model.Size, whole, "3480000000 (2021)", false},
		{model.Size, whole, "HKD", false},
		{model.UnicornSince, day, "2021-12-16", true},
		{model.UnicornSince, day, "2021-12", false},
		{model.UnicornSince, month, "2021-12", true},
		{model.UnicornSince, day, "soon", false},
		{model.Level, central, "central", true},
		{model.Level, central, "MUNICIPAL", false},
		{model.Lead, true, "true", true},
		{model.Lead, true, "False", false},
		{model.Name, nil, "", false},
	} {
		if got := model.Repeated(c.property, c.value, c.text); got != c.want {
			t.Errorf("%v %v, and %q: repeated %v, want %v", c.property, c.value, c.text, got, c.want)
		}
	}
}

func date(t *testing.T, text string) model.PartialDate {
	t.Helper()
	d, err := model.ParsePartialDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
