package storetest

import (
	"math"
	"testing"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/plan"
	"github.com/stakegraph/stakegraph/graph/store"
)

// checkColumns checks that each part of each property comes back as it was written, and null where it is not known.
func checkColumns(t *testing.T, s store.Store) {
	t.Run("Organisation", func(t *testing.T) { checkCases(t, s, organisationColumns()) })
	t.Run("Other", func(t *testing.T) { checkCases(t, s, otherColumns()) })
	t.Run("Relationship", func(t *testing.T) { checkCases(t, s, relationshipColumns()) })
	t.Run("UnknownAliases", func(t *testing.T) {
		expect(t, s, at("firm:empty", of(model.Aliases)), atNode(nil))
	})
}

func moneyParts(p model.Property) []plan.Item {
	return []plan.Item{part(p, plan.Units), part(p, plan.Currency), part(p, plan.USD)}
}

func dateParts(p model.Property) []plan.Item {
	return []plan.Item{part(p, plan.Earliest), part(p, plan.Latest), part(p, plan.Precision)}
}

func organisationColumns() []readCase {
	texts := []plan.Item{
		of(model.Name), key(model.Name), of(model.NameZh), key(model.NameZh), of(model.City), key(model.City),
		of(model.Province), key(model.Province), of(model.Country), key(model.Country), of(model.Website), of(model.Listing),
	}
	byLabel := func(items ...plan.Item) *plan.Plan {
		return root(all(lookup("firm:empty", "investor:angel", "investor:muni", "investor:yun"), items...))
	}
	return []readCase{
		{
			"texts and their keys", at("firm:alpha", texts...),
			atNode("Alpha Robotics", "alpha robotics", "阿尔法机器人", "阿尔法机器人", "Beijing", "beijing",
				"Beijing Shi", "beijing shi", "China", "china", "https://alpha.example/?q=%41&r=_#x", "STAR:688001"),
		},
		{"texts not known", at("firm:empty", texts...), atNode(append(list{"Empty", "empty"}, make(list, len(texts)-2)...)...)},
		{
			"keys in full width, of sharp s, beyond the BMP",
			root(all(lookup("firm:alpha-wide", "firm:plane2", "firm:sharp"), of(model.Name), key(model.Name))),
			only(list{
				list{"ＡＬＰＨＡ　ＲＯＢＯＴＩＣＳ", "alpha robotics"},
				list{"𠮷野半导体", "𠮷野半导体"},
				list{"Straße Werke", "strasse werke"},
			}),
		},
		{"a list of texts, as listed", at("firm:alpha", of(model.Aliases)), atNode(list{"αλφα", "Alpha", `A"l\p'ha`})},
		{
			"numbers", root(all(lookup("firm:alpha", "firm:below", "firm:empty", "firm:limit", "firm:percent"),
				of(model.FoundedYear), of(model.ValuationUSD))),
			only(list{
				list{2012, 150_000_000_000},
				list{math.MinInt64, -model.MaxAmount},
				list{nil, nil},
				list{math.MaxInt64, model.MaxAmount},
				list{0, 0},
			}),
		},
		{
			"money", root(all(lookup("firm:alpha", "firm:below", "firm:empty", "firm:limit", "investor:yun"),
				moneyParts(model.Size)...)),
			only(list{
				list{500, "CNY", nil},
				list{0, "USD", 0},
				list{nil, nil, nil},
				list{-model.MaxAmount, "JPY", model.MaxAmount},
				list{10_000_000, "CNY", 1_400_000},
			}),
		},
		{
			"dates of every precision",
			root(all(lookup("firm:alpha", "firm:below", "firm:compat", "firm:empty", "firm:limit"),
				dateParts(model.UnicornSince)...)),
			only(list{
				list{20180305, 20180305, int(model.DayPrecision)},
				list{99991201, 99991231, int(model.MonthPrecision)},
				list{20180101, 20181231, int(model.YearPrecision)},
				list{nil, nil, nil},
				list{10101, 11231, int(model.YearPrecision)},
			}),
		},
		{
			"years and dates as one value",
			root(all(lookup("firm:alpha", "firm:below", "firm:compat", "firm:empty", "firm:limit"),
				part(model.UnicornSince, plan.Year), part(model.UnicornSince, plan.Moment))),
			only(list{
				list{2018, 2018030520180305},
				list{9999, 9999120199991231},
				list{2018, 2018010120181231},
				list{nil, nil},
				list{1, 1010100011231},
			}),
		},
		{
			"the label", byLabel(kind, id),
			only(list{
				list{"Firm", "firm:empty"},
				list{"OtherInvestor", "investor:angel"},
				list{"StateFund", "investor:muni"},
				list{"VCFund", "investor:yun"},
			}),
		},
		{
			"an enum, and null where the label has no such property", byLabel(of(model.Level), of(model.Province)),
			only(list{list{nil, nil}, list{nil, nil}, list{2, nil}, list{nil, nil}}),
		},
		{
			"the same column again", at("firm:limit", of(model.Name), id, of(model.Name), of(model.Name)),
			atNode("Ceiling", "firm:limit", "Ceiling", "Ceiling"),
		},
	}
}

func otherColumns() []readCase {
	round := append([]plan.Item{id, of(model.Name)}, dateParts(model.AnnouncedOn)...)
	round = append(round, moneyParts(model.AmountRaised)...)
	batch := append([]plan.Item{kind, of(model.Number), of(model.Year), of(model.Firms), of(model.Basis)},
		dateParts(model.AnnouncedOn)...)
	subsidy := append([]plan.Item{kind, of(model.Wording), of(model.Period)}, moneyParts(model.AmountRaised)...)
	source := append([]plan.Item{id, of(model.Title), key(model.Title), key(model.Publisher), of(model.URL)},
		dateParts(model.PublishedOn)...)
	return []readCase{
		{
			"person", root(all(lookup("person:none", "person:wu"), kind, of(model.Name), key(model.NameZh))),
			only(list{list{"Person", "None", nil}, list{"Person", "Wu Gansha", "吴甘沙"}}),
		},
		{
			"round", root(all(scan(model.Round.Set()), round...)),
			only(list{
				list{"round:alpha-a", "Series A", 20150601, 20150601, 3, 100_000_000, "CNY", nil},
				list{"round:alpha-b", "B轮", 20180301, 20180331, 2, 2_000_000_000, "USD", 2_000_000_000},
				list{"round:bare", "Bare", nil, nil, nil, nil, nil, nil},
				list{"round:loop", "Loop", 20180101, 20181231, 1, nil, nil, nil},
			}),
		},
		{
			"programme", root(all(scan(model.Programme.Set()), kind, of(model.Name), of(model.NameZh), of(model.ProgrammeLevel),
				key(model.ProgrammeLevel), of(model.Authority), of(model.StartedYear), of(model.ValidityYears))),
			only(list{
				list{"Programme", "Little Giant", "专精特新小巨人", "LITTLE_GIANT", "little_giant", "MIIT", 2018, 3},
				list{"Programme", "small", nil, nil, nil, nil, nil, nil},
			}),
		},
		{
			"batch", root(all(scan(model.Batch.Set()), batch...)),
			only(list{
				list{"Batch", 1, 2019, 248, 1, 20190605, 20190605, 3},
				list{"Batch", 2, nil, nil, 3, nil, nil, nil},
				list{"Batch", nil, nil, nil, nil, nil, nil, nil},
			}),
		},
		{
			"subsidy", root(all(scan(model.Subsidy.Set()), subsidy...)),
			only(list{
				list{"Subsidy", "per firm, 最高", "2024-2026", 600_000_000, "CNY", nil},
				list{"Subsidy", "some", nil, nil, nil, nil},
			}),
		},
		{
			"conflict", root(all(lookup("conflict:a", "conflict:e"), kind, of(model.FactID), of(model.Field), of(model.OtherValue))),
			only(list{
				list{"Conflict", "firm:alpha", "name", `"Alpha", Inc. \ 阿尔法`},
				list{"Conflict", "batch:giant-1", "firms", "249"},
			}),
		},
		{
			"source", root(all(scan(model.Source.Set()), source...)),
			only(list{
				list{"source:atlas", `An "Atlas" \ of Firms`, `an "atlas" \ of firms`, nil, nil, 20200501, 20200531, 2},
				list{"source:blank", "blank", "blank", nil, nil, nil, nil, nil},
				list{
					"source:gazette", "Official Gazette 公报", "official gazette 公报", "miit",
					"https://gazette.example/?a=1&b=%20", 20210719, 20210719, 3,
				},
				list{"source:ledger", "ｌｅｄｇｅｒ", "ledger", "acme", nil, 20190101, 20191231, 1},
			}),
		},
	}
}

func relationshipColumns() []readCase {
	investment := []plan.Item{relID, rel(of(model.RoundID)), rel(of(model.Lead))}
	for _, item := range append(moneyParts(model.Share), dateParts(model.AnnouncedOn)...) {
		investment = append(investment, rel(item.(plan.Column)))
	}
	role := []plan.Item{rel(of(model.Title)), rel(key(model.Title)), rel(of(model.IsFounder))}
	for _, item := range append(dateParts(model.From), dateParts(model.To)...) {
		role = append(role, rel(item.(plan.Column)))
	}
	return []readCase{
		{
			"investment", root(all(lookup("firm:alpha", "firm:plane2"), where(incoming(model.InvestedIn),
				in(relID, "investment:yun-alpha-1", "investment:yun-alpha-2", "investment:yun-alpha-3", "investment:alpha-plane2"),
				investment...))),
			only(list{
				list{list{
					list{"investment:yun-alpha-1", "round:alpha-a", true, 60_000_000, "CNY", nil, 20150601, 20150601, 3},
					list{"investment:yun-alpha-2", "round:alpha-b", false, nil, nil, nil, 20180301, 20180331, 2},
					list{"investment:yun-alpha-3", nil, nil, nil, nil, nil, nil, nil, nil},
				}},
				list{list{
					list{
						"investment:alpha-plane2", nil, nil, model.MaxAmount, "JPY", -model.MaxAmount, 20180331, 20180331, 3,
					},
				}},
			}),
		},
		{
			"role", root(all(lookup("person:both", "person:li", "person:wu"), all(outgoing(model.HasRole), role...))),
			only(list{
				list{list{
					list{"ＣＥＯ", "ceo", true, nil, nil, nil, nil, nil, nil},
					list{"Partner", "partner", false, nil, nil, nil, nil, nil, nil},
				}},
				list{list{
					list{"CEO", "ceo", false, 20160201, 20160229, 2, 20190715, 20190715, 3},
					list{"Observer", "observer", false, nil, nil, nil, nil, nil, nil},
				}},
				list{list{list{"创始人 & CEO", "创始人 & ceo", true, 20120101, 20121231, 1, nil, nil, nil}}},
			}),
		},
		{
			"commitment", root(all(lookup("investor:lp", "investor:muni", "investor:state"), all(outgoing(model.CommittedTo),
				rel(part(model.AmountRaised, plan.Units)), rel(part(model.AmountRaised, plan.Currency)), rel(of(model.Year))))),
			only(list{
				list{list{list{500_000, "CNY", 2010}}}, list{list{list{nil, nil, nil}}}, list{list{list{nil, nil, 2016}}},
			}),
		},
		{
			"designation", at("programme:giant", all(outgoing(model.Designated), relID, rel(of(model.BatchNumber)), rel(of(model.Year)))),
			atNode(list{
				list{"designation:giant-alpha", 1, 2019},
				list{"designation:giant-empty", nil, nil},
				list{"designation:giant-plane2", 2, 2020},
			}),
		},
	}
}
