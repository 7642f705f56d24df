package storetest

import "github.com/stakegraph/stakegraph/graph/model"

func otherNodes() []model.Node {
	return []model.Node{
		node(model.Person, "person:wu", model.Properties{
			model.Name: "Wu Gansha", model.NameZh: "吴甘沙", model.Sources: []string{"source:atlas"},
		}),
		node(model.Person, "person:li", model.Properties{model.Name: "Li"}),
		node(model.Person, "person:both", model.Properties{model.Name: "Bo Th"}),
		node(model.Person, "person:none", model.Properties{model.Name: "None"}),

		node(model.Round, "round:alpha-b", model.Properties{
			model.Name: "B轮", model.AnnouncedOn: date("2018-03"), model.AmountRaised: money(2_000_000_000, "USD"),
		}),
		node(model.Round, "round:alpha-a", model.Properties{
			model.Name: "Series A", model.AnnouncedOn: date("2015-06-01"), model.AmountRaised: money(100_000_000, "CNY"),
			model.Sources: []string{"source:ledger"},
		}),
		node(model.Round, "round:loop", model.Properties{model.Name: "Loop", model.AnnouncedOn: date("2018")}),
		node(model.Round, "round:bare", model.Properties{model.Name: "Bare"}),

		node(model.Sector, "sector:tech", model.Properties{model.Name: "Technology", model.NameZh: "科技"}),
		node(model.Sector, "sector:hardware", model.Properties{model.Name: "Hardware"}),
		node(model.Sector, "sector:chips", model.Properties{
			model.Name: "Chips", model.NameZh: "芯片", model.Sources: []string{"source:blank"},
		}),
		node(model.Sector, "sector:self", model.Properties{model.Name: "Self-reference"}),

		node(model.Programme, "programme:giant", model.Properties{
			model.Name: "Little Giant", model.NameZh: "专精特新小巨人", model.ProgrammeLevel: "LITTLE_GIANT", model.Authority: "MIIT",
			model.StartedYear: int64(2018), model.ValidityYears: int64(3), model.Sources: []string{"source:gazette"},
		}),
		node(model.Programme, "programme:small", model.Properties{model.Name: "small"}),
		node(model.Batch, "batch:giant-2", model.Properties{model.Number: int64(2), model.Basis: int64(3)}),
		node(model.Batch, "batch:giant-1", model.Properties{
			model.Number: int64(1), model.Year: int64(2019), model.Firms: int64(248), model.Basis: int64(1),
			model.AnnouncedOn: date("2019-06-05"), model.Sources: []string{"source:gazette"},
		}),
		node(model.Batch, "batch:unknown", nil),
		node(model.Subsidy, "subsidy:unknown", model.Properties{model.Wording: "some"}),
		node(model.Subsidy, "subsidy:giant", model.Properties{
			model.Wording: "per firm, 最高", model.AmountRaised: money(600_000_000, "CNY"), model.Period: "2024-2026",
			model.Sources: []string{"source:atlas", "source:gazette"},
		}),
	}
}

// source:gone does not exist, though facts cite it.
func sourceNodes() []model.Node {
	return []model.Node{
		node(model.Source, "source:gazette", model.Properties{
			model.Title: "Official Gazette 公报", model.Publisher: "MIIT", model.URL: "https://gazette.example/?a=1&b=%20",
			model.PublishedOn: date("2021-07-19"),
		}),
		node(model.Source, "source:atlas", model.Properties{
			model.Title: `An "Atlas" \ of Firms`, model.PublishedOn: date("2020-05"),
		}),
		node(model.Source, "source:ledger", model.Properties{
			model.Title: "ｌｅｄｇｅｒ", model.Publisher: "ＡＣＭＥ", model.PublishedOn: date("2019"),
		}),
		node(model.Source, "source:blank", model.Properties{model.Title: "blank"}),
	}
}

func conflictNodes() []model.Node {
	return []model.Node{
		node(model.Conflict, "conflict:b", model.Properties{
			model.FactID: "firm:alpha", model.Field: "foundedYear", model.OtherValue: "2011?",
			model.Sources: []string{"source:atlas", "source:atlas"},
		}),
		node(model.Conflict, "conflict:a", model.Properties{
			model.FactID: "firm:alpha", model.Field: "name", model.OtherValue: `"Alpha", Inc. \ 阿尔法`,
			model.Sources: []string{"source:ledger", "source:atlas"},
		}),
		node(model.Conflict, "conflict:d", model.Properties{
			model.FactID: "investment:yun-alpha-1", model.Field: "share", model.OtherValue: "north of CNY 1bn",
			model.Sources: []string{"source:gone", "source:gazette"},
		}),
		node(model.Conflict, "conflict:c", model.Properties{
			model.FactID: "round:alpha-a", model.Field: "amount", model.OtherValue: "1",
		}),
		node(model.Conflict, "conflict:e", model.Properties{model.FactID: "batch:giant-1", model.Field: "firms", model.OtherValue: "249", model.Repeats: true}),
	}
}

func fixtureRelationships() []model.Relationship {
	return []model.Relationship{
		// Three investments of one investor in one firm, one of them without a round, date and lead.
		relationship(model.InvestedIn, "investment:yun-alpha-3", "investor:yun", "firm:alpha", nil),
		relationship(model.InvestedIn, "investment:yun-alpha-1", "investor:yun", "firm:alpha", model.Properties{
			model.RoundID: "round:alpha-a", model.Lead: true, model.Share: money(60_000_000, "CNY"),
			model.AnnouncedOn: date("2015-06-01"), model.Sources: []string{"source:ledger", "source:atlas"},
		}),
		relationship(model.InvestedIn, "investment:yun-alpha-2", "investor:yun", "firm:alpha", model.Properties{
			model.RoundID: "round:alpha-b", model.Lead: false, model.AnnouncedOn: date("2018-03"),
		}),
		relationship(model.InvestedIn, "investment:state-alpha", "investor:state", "firm:alpha", model.Properties{
			model.RoundID: "round:alpha-a", model.Share: money(10_000_000, "USD"),
			model.AnnouncedOn: date("2015-06-01"), model.Sources: []string{"source:gone"},
		}),
		relationship(model.InvestedIn, "investment:prov-alpha", "investor:prov", "firm:alpha", model.Properties{
			model.RoundID: "round:alpha-b", model.Lead: true, model.AnnouncedOn: date("2018-03"),
		}),
		relationship(model.InvestedIn, "investment:loop-loop", "firm:Loop", "firm:Loop", model.Properties{
			model.RoundID: "round:loop", model.Lead: true, model.AnnouncedOn: date("2018"),
		}),
		relationship(model.InvestedIn, "investment:alpha-plane2", "firm:alpha", "firm:plane2", model.Properties{
			model.AnnouncedOn: date("2018-03-31"), model.Share: stated(model.MaxAmount, "JPY", -model.MaxAmount),
		}),
		relationship(model.InvestedIn, "investment:zero-plane2", "investor:zero", "firm:plane2", model.Properties{
			model.AnnouncedOn: date("2018-03-01"), model.Lead: false,
		}),
		relationship(model.InvestedIn, "investment:zero-empty", "investor:zero", "firm:empty", nil),

		relationship(model.Raised, "raised:alpha-b", "firm:alpha", "round:alpha-b", nil),
		relationship(model.Raised, "raised:alpha-a", "firm:alpha", "round:alpha-a", model.Properties{
			model.Sources: []string{"source:blank"},
		}),
		relationship(model.Raised, "raised:loop", "firm:Loop", "round:loop", nil),
		relationship(model.Raised, "raised:bare", "firm:empty", "round:bare", nil),

		relationship(model.CommittedTo, "commitment:lp-yun", "investor:lp", "investor:yun", model.Properties{
			model.AmountRaised: money(500_000, "CNY"), model.Year: int64(2010), model.Sources: []string{"source:gazette"},
		}),
		relationship(model.CommittedTo, "commitment:state-idle", "investor:state", "investor:idle", model.Properties{
			model.Year: int64(2016),
		}),
		relationship(model.CommittedTo, "commitment:muni-muni", "investor:muni", "investor:muni", nil),

		relationship(model.HasRole, "role:wu-alpha", "person:wu", "firm:alpha", model.Properties{
			model.Title: "创始人 & CEO", model.IsFounder: true, model.From: date("2012"),
		}),
		relationship(model.HasRole, "role:li-alpha", "person:li", "firm:alpha", model.Properties{
			model.Title: "CEO", model.IsFounder: false, model.From: date("2016-02"), model.To: date("2019-07-15"),
			model.Sources: []string{"source:atlas"},
		}),
		relationship(model.HasRole, "role:both-loop", "person:both", "firm:Loop", model.Properties{
			model.Title: "ＣＥＯ", model.IsFounder: true,
		}),
		relationship(model.HasRole, "role:both-yun", "person:both", "investor:yun", model.Properties{
			model.Title: "Partner", model.IsFounder: false,
		}),
		relationship(model.HasRole, "role:li-state", "person:li", "investor:state", model.Properties{
			model.Title: "Observer", model.IsFounder: false,
		}),

		relationship(model.Designated, "designation:giant-plane2", "programme:giant", "firm:plane2", model.Properties{
			model.BatchNumber: int64(2), model.Year: int64(2020),
		}),
		relationship(model.Designated, "designation:giant-alpha", "programme:giant", "firm:alpha", model.Properties{
			model.BatchNumber: int64(1), model.Year: int64(2019),
			model.Sources: []string{"source:gazette", "source:atlas"},
		}),
		relationship(model.Designated, "designation:giant-empty", "programme:giant", "firm:empty", nil),
		relationship(model.Designated, "designation:small-alpha", "programme:small", "firm:alpha", model.Properties{
			model.Year: int64(2018),
		}),

		relationship(model.OperatesIn, "activity:alpha-hardware", "firm:alpha", "sector:hardware", nil),
		relationship(model.OperatesIn, "activity:alpha-chips", "firm:alpha", "sector:chips", nil),
		relationship(model.OperatesIn, "activity:plane2-chips", "firm:plane2", "sector:chips", nil),
		relationship(model.OperatesIn, "activity:loop-self", "firm:Loop", "sector:self", nil),

		relationship(model.PartOf, "part:hardware-tech", "sector:hardware", "sector:tech", nil),
		relationship(model.PartOf, "part:chips-hardware", "sector:chips", "sector:hardware", nil),
		relationship(model.PartOf, "part:self-self", "sector:self", "sector:self", nil),

		relationship(model.HasBatch, "batchof:giant-2", "programme:giant", "batch:giant-2", nil),
		relationship(model.HasBatch, "batchof:giant-1", "programme:giant", "batch:giant-1", nil),
		relationship(model.HasSubsidy, "subsidyof:giant", "programme:giant", "subsidy:giant", nil),
	}
}
