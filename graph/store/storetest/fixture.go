package storetest

import (
	"maps"
	"math"

	"github.com/stakegraph/stakegraph/graph/model"
)

// fixture is the graph of the reading cases. It is small enough to find answers by hand, and hostile. Every value that
// can be unknown is unknown in some fact. Texts contain special characters of statements, patterns and JSON. Some names
// have equal folded keys or characters beyond the BMP. Amounts, years and dates include the limits. Facts are not
// written in the order of any list.
func fixture() facts {
	nodes := firmNodes()
	nodes = append(nodes, investorNodes()...)
	nodes = append(nodes, otherNodes()...)
	nodes = append(nodes, sourceNodes()...)
	nodes = append(nodes, conflictNodes()...)
	return facts{nodes: nodes, relationships: fixtureRelationships()}
}

// obrien is an id with quoting characters.
const obrien = `firm:o'brien"\`

// firmIDs are the fixture's firms in the order of their ids.
var firmIDs = []string{
	"firm:Loop", "firm:alpha", "firm:alpha-mixed", "firm:alpha-wide", "firm:below", "firm:brackets", "firm:compat",
	"firm:control", "firm:empty", "firm:limit", obrien, "firm:percent", "firm:plain", "firm:plane2", "firm:sharp",
	"firm:strasse",
}

// firmIDsWithout returns the firms but some, in the order of their ids.
func firmIDsWithout(left ...string) list {
	skip := make(map[string]bool, len(left))
	for _, id := range left {
		skip[id] = true
	}
	var rows list
	for _, id := range firmIDs {
		if !skip[id] {
			rows = append(rows, list{id})
		}
	}
	return rows
}

// node returns a node with these properties and its id. Other required properties have the id as their value.
func node(l model.Label, id string, p model.Properties) model.Node {
	if l > model.Conflict {
		return model.Node{Label: l, Properties: model.Properties{model.ID: id}}
	}
	return model.Node{Label: l, Properties: completed(l.Properties(), id, p)}
}

// listed returns a node that was listed as an investor.
func listed(n model.Node) model.Node {
	n.Investor = true
	return n
}

func relationship(t model.RelType, id, from, to string, p model.Properties) model.Relationship {
	if t > model.HasSubsidy {
		return model.Relationship{Type: t, From: from, To: to, Properties: model.Properties{model.ID: id}}
	}
	return model.Relationship{Type: t, From: from, To: to, Properties: completed(t.Properties(), id, p)}
}

func completed(allowed []model.Property, id string, p model.Properties) model.Properties {
	all := model.Properties{model.ID: id}
	for _, property := range allowed {
		if !property.Required() {
			continue
		}
		all[property] = id
		if property.Type() == model.Bool {
			all[property] = false
		}
	}
	maps.Copy(all, p)
	return all
}

// date parses a date of the fixture, and panics if it is invalid.
func date(s string) model.PartialDate {
	d, err := model.ParsePartialDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func money(amount int64, currency string) model.Money {
	return model.Money{Amount: amount, Currency: currency}
}

// stated is money whose value in dollars is stated by the source.
func stated(amount int64, currency string, usd int64) model.Money {
	return model.Money{Amount: amount, Currency: currency, USD: &usd}
}

func firmNodes() []model.Node {
	return []model.Node{
		node(model.Firm, "firm:alpha", model.Properties{
			model.Name: "Alpha Robotics", model.NameZh: "阿尔法机器人",
			model.Aliases: []string{"αλφα", "Alpha", `A"l\p'ha`},
			model.City:    "Beijing", model.Province: "Beijing Shi", model.Country: "China",
			model.FoundedYear: int64(2012), model.Website: "https://alpha.example/?q=%41&r=_#x",
			model.UnicornSince: date("2018-03-05"), model.ValuationUSD: int64(150_000_000_000),
			model.Listing: "STAR:688001", model.Size: money(500, "CNY"),
			model.Sources: []string{"source:ledger", "source:gone", "source:gazette", "source:atlas"},
		}),
		// The next two have the same folded key as firm:alpha.
		node(model.Firm, "firm:alpha-wide", model.Properties{
			model.Name: "ＡＬＰＨＡ　ＲＯＢＯＴＩＣＳ", model.City: "Ｂｅｉｊｉｎｇ", model.Country: "China",
			model.FoundedYear: int64(2012), model.UnicornSince: date("2018-03-01"),
		}),
		node(model.Firm, "firm:alpha-mixed", model.Properties{
			model.Name: "aLPHA rOBOTICS", model.City: "beijing", model.FoundedYear: int64(1999),
		}),
		// 𠮷 is beyond the BMP, and 﨎 is U+FA0E: 﨎 comes first by code point, and 𠮷 by UTF-16 units.
		node(model.Firm, "firm:plane2", model.Properties{
			model.Name: "𠮷野半导体", model.NameZh: "𠮷野半导体", model.City: "上海", model.Country: "中国",
			model.FoundedYear: int64(2015), model.UnicornSince: date("2018-03"),
		}),
		node(model.Firm, "firm:compat", model.Properties{
			model.Name: "﨎光学", model.NameZh: "﨎光学", model.FoundedYear: int64(2015),
			model.UnicornSince: date("2018"), model.ValuationUSD: int64(1),
		}),
		// firm:plain differs from firm:percent only in the wildcards of LIKE.
		node(model.Firm, "firm:percent", model.Properties{
			model.Name: "100% Pure_Silicon", model.FoundedYear: int64(0), model.ValuationUSD: int64(0),
		}),
		node(model.Firm, "firm:plain", model.Properties{model.Name: "100x PureXSilicon"}),
		node(model.Firm, "firm:brackets", model.Properties{model.Name: "[ab]*? ^x$ {1}"}),
		node(model.Firm, obrien, model.Properties{
			model.Name: `O'Brien "Chips" \ Co`, model.Listing: `N'"\`,
		}),
		node(model.Firm, "firm:control", model.Properties{model.Name: "tab\tnew\nline\x01\x1f\x7f\u2028end"}),
		node(model.Firm, "firm:sharp", model.Properties{model.Name: "Straße Werke"}),
		listed(node(model.Firm, "firm:strasse", model.Properties{model.Name: "STRASSE WERKE"})),
		node(model.Firm, "firm:empty", model.Properties{model.Name: "Empty"}),
		node(model.Firm, "firm:Loop", model.Properties{
			model.Name: "Ouroboros 🐍", model.UnicornSince: date("2018-01"),
		}),
		node(model.Firm, "firm:limit", model.Properties{
			model.Name: "Ceiling", model.FoundedYear: int64(math.MaxInt64), model.UnicornSince: date("0001"),
			model.ValuationUSD: int64(model.MaxAmount), model.Size: stated(-model.MaxAmount, "JPY", model.MaxAmount),
		}),
		node(model.Firm, "firm:below", model.Properties{
			model.Name: "Floor", model.FoundedYear: int64(math.MinInt64), model.UnicornSince: date("9999-12"),
			model.ValuationUSD: int64(-model.MaxAmount), model.Size: money(0, "USD"),
		}),
	}
}

func investorNodes() []model.Node {
	return []model.Node{
		node(model.VCFund, "investor:yun", model.Properties{
			model.Name: "Yun Capital", model.NameZh: "云资本", model.City: "Shenzhen", model.Country: "China",
			model.FoundedYear: int64(2005), model.Size: stated(10_000_000, "CNY", 1_400_000),
			model.Sources: []string{"source:gazette"},
		}),
		node(model.VCFund, "investor:zero", model.Properties{model.Name: "ZERO", model.Size: money(5, "USD")}),
		node(model.VCFund, "investor:idle", model.Properties{model.Name: "idle", model.Size: money(100, "JPY")}),
		node(model.StateFund, "investor:state", model.Properties{
			model.Name: "State Fund One", model.Level: int64(0), model.FoundedYear: int64(2014),
			model.Size: money(0, "CNY"),
		}),
		node(model.StateFund, "investor:prov", model.Properties{
			model.Name: "Provincial Guidance", model.Level: int64(1), model.FoundedYear: int64(2014),
		}),
		node(model.StateFund, "investor:muni", model.Properties{model.Name: "市 Fund", model.Level: int64(2)}),
		node(model.StateFund, "investor:unranked", model.Properties{model.Name: "Unranked"}),
		listed(node(model.OtherInvestor, "investor:quiet", model.Properties{model.Name: "Quiet"})),
		node(model.OtherInvestor, "investor:lp", model.Properties{model.Name: "LP", model.Country: "Japan"}),
		node(model.OtherInvestor, "investor:angel", model.Properties{model.Name: "王 Angel"}), // neither invested nor listed
	}
}
