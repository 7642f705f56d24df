package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/export"
	"github.com/stakegraph/stakegraph/graph/model"
)

func unzipped(t *testing.T, file []byte) string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var all []byte
	for _, f := range r.File {
		if !f.Modified.IsZero() && f.Modified.Year() > 1980 {
			t.Errorf("%s has a time: %v", f.Name, f.Modified)
		}
		content, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(content)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, text...)
	}
	return string(all)
}

func ptr(n int64) *int64 { return &n }

func date(t *testing.T, text string) model.PartialDate {
	t.Helper()
	d, err := model.ParsePartialDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// someFacts has each label, each type of relationship and each kind of value.
func someFacts(t *testing.T) ([]model.Node, []model.Relationship) {
	sources := []string{"source:gazette"}
	nodes := []model.Node{
		{Label: model.Batch, Properties: model.Properties{
			model.ID: "batch:1", model.Number: int64(1), model.Year: int64(2019), model.Basis: int64(3), model.AnnouncedOn: date(t, "2019-05"),
		}},
		{Label: model.Conflict, Properties: model.Properties{
			model.ID: "conflict:1", model.FactID: "firm:a", model.Field: "name", model.OtherValue: "=B",
		}},
		{Label: model.Firm, Investor: true, Properties: model.Properties{
			model.ID: "firm:a", model.Name: "Alpha", model.NameZh: "阿尔法", model.Aliases: []string{"A", "α \"x\""}, model.City: "Beijing",
			model.Province: "Beijing", model.Country: "China", model.FoundedYear: int64(2016), model.Website: "alpha.cn",
			model.UnicornSince: date(t, "2021-01-25"), model.ValuationUSD: int64(108_050), model.Sources: sources,
		}},
		{Label: model.OtherInvestor, Properties: model.Properties{model.ID: "investor:angel", model.Name: "Li Lei", model.Country: "Hong Kong"}},
		{Label: model.StateFund, Properties: model.Properties{
			model.ID: "investor:fund", model.Name: "Fund", model.Level: int64(1), model.Size: model.Money{Amount: 5, Currency: "CNY", USD: ptr(1)},
		}},
		{Label: model.VCFund, Properties: model.Properties{
			model.ID: "investor:vc", model.Name: "VC", model.Size: model.Money{Amount: 100, Currency: "USD"},
		}},
		{Label: model.Person, Properties: model.Properties{model.ID: "person:p", model.Name: "Wu"}},
		{Label: model.Programme, Properties: model.Properties{
			model.ID: "programme:lg", model.Name: "Little Giant", model.Authority: "MIIT", model.StartedYear: int64(2018), model.ValidityYears: int64(3),
		}},
		{Label: model.Round, Properties: model.Properties{
			model.ID: "round:a", model.Name: "A", model.AnnouncedOn: date(t, "2020"), model.AmountRaised: model.Money{Amount: 10, Currency: "CNY"},
		}},
		{Label: model.Sector, Properties: model.Properties{model.ID: "sector:s", model.Name: "Sensors"}},
		{Label: model.Source, Properties: model.Properties{
			model.ID: "source:gazette", model.Title: "Gazette", model.Publisher: "The Press", model.URL: "https://example.org/1",
			model.PublishedOn: date(t, "2022-03"),
		}},
		{Label: model.Subsidy, Properties: model.Properties{model.ID: "subsidy:1", model.Wording: "per firm", model.Period: "2024-2026"}},
	}
	relationship := func(of model.RelType, id, from, to string, p model.Properties) model.Relationship {
		all := model.Properties{model.ID: id}
		for property, v := range p {
			all[property] = v
		}
		return model.Relationship{Type: of, From: from, To: to, Properties: all}
	}
	return nodes, []model.Relationship{
		relationship(model.InvestedIn, "investment:1", "investor:vc", "firm:a", model.Properties{
			model.RoundID: "round:a", model.Lead: true, model.Share: model.Money{Amount: 1_50, Currency: "CNY"},
			model.AnnouncedOn: date(t, "2020"), model.Sources: sources,
		}),
		relationship(model.InvestedIn, "investment:2", "investor:vc", "firm:a", model.Properties{model.Lead: false}),
		relationship(model.Raised, "raised:a", "firm:a", "round:a", nil),
		relationship(model.CommittedTo, "commitment:1", "investor:fund", "investor:vc", model.Properties{
			model.AmountRaised: model.Money{Amount: 7_00, Currency: "CNY"}, model.Year: int64(2021),
		}),
		relationship(model.HasRole, "role:1", "person:p", "firm:a", model.Properties{
			model.Title: "Chair", model.IsFounder: true, model.From: date(t, "2016"), model.To: date(t, "2020-02"),
		}),
		relationship(model.HasRole, "role:2", "person:p", "investor:angel", model.Properties{model.Title: "Founder", model.IsFounder: true}),
		relationship(model.HasRole, "role:3", "person:p", "firm:a", model.Properties{
			model.Title: "CEO", model.IsFounder: false, model.From: date(t, "2020"), model.To: date(t, "2019"),
		}),
		relationship(model.Designated, "designation:1", "programme:lg", "firm:a", model.Properties{model.BatchNumber: int64(1), model.Year: int64(2019)}),
		relationship(model.OperatesIn, "activity:1", "firm:a", "sector:s", nil),
		relationship(model.PartOf, "part-of:s", "sector:s", "sector:s", nil),
		relationship(model.HasBatch, "has-batch:1", "programme:lg", "batch:1", nil),
		relationship(model.HasSubsidy, "has-subsidy:1", "programme:lg", "subsidy:1", nil),
	}
}

func writeFacts(t *testing.T, w export.FactWriter) {
	t.Helper()
	nodes, relationships := someFacts(t)
	for _, n := range nodes {
		if err := n.Validate(); err != nil {
			t.Fatal(err)
		}
		if err := w.Node(n); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range relationships {
		if err := r.Validate(); err != nil {
			t.Fatal(err)
		}
		if err := w.Relationship(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

// said is an element of a network in a readable form.
type said struct {
	About      string
	Start, End int64
	Values     map[string]any
}

func TestFacts(t *testing.T) {
	k := &recorder{network{schema: export.FactsSchema(nil)}}
	writeFacts(t, export.FactsTo(k))
	values := func(attributes []export.Attribute, values []any) map[string]any {
		known := map[string]any{}
		for i, v := range values {
			if v != nil {
				known[attributes[i].Name] = string(export.AppendPlain(nil, attributes[i].Kind, v))
			}
		}
		return known
	}
	var got []said
	for _, n := range k.nodes {
		got = append(got, said{n.Kind + " " + n.ID + " " + n.Label, n.Start, n.End, values(k.schema.Nodes, n.Values)})
	}
	for _, e := range k.edges {
		got = append(got, said{e.Type + " " + e.ID + " " + e.Source + " " + e.Target, e.Start, e.End, values(k.schema.Edges, e.Values)})
	}
	type v = map[string]any
	want := []said{
		{"Batch batch:1 ", 2019_05_01, 0, v{"number": "1", "year": "2019", "basis": "CUMULATIVE", "announcedOn": "2019-05"}},
		{"Conflict conflict:1 ", 0, 0, v{"factId": "firm:a", "field": "name", "otherValue": "=B"}},
		{"Firm firm:a Alpha", 0, 0, v{
			"nameZh": "阿尔法", "aliases": `["A","α \"x\""]`, "city": "Beijing", "province": "Beijing", "country": "China",
			"foundedYear": "2016", "website": "alpha.cn", "unicornSince": "2021-01-25", "valuationUsd": "1080.50",
			"listedAsInvestor": "true", "sources": `["source:gazette"]`,
		}},
		{"OtherInvestor investor:angel Li Lei", 0, 0, v{"country": "Hong Kong"}},
		{"StateFund investor:fund Fund", 0, 0, v{"level": "PROVINCIAL", "capital": "0.05", "capitalCurrency": "CNY", "capitalUsd": "0.01"}},
		{"VCFund investor:vc VC", 0, 0, v{"capital": "1", "capitalCurrency": "USD", "capitalUsd": "1"}},
		{"Person person:p Wu", 0, 0, v{}},
		{"Programme programme:lg Little Giant", 0, 0, v{"authority": "MIIT", "startedYear": "2018", "validityYears": "3"}},
		{"Round round:a A", 2020_01_01, 0, v{"announcedOn": "2020", "amount": "0.10", "amountCurrency": "CNY"}},
		{"Sector sector:s Sensors", 0, 0, v{}},
		{"Source source:gazette Gazette", 0, 0, v{"publisher": "The Press", "url": "https://example.org/1", "publishedOn": "2022-03"}},
		{"Subsidy subsidy:1 per firm", 0, 0, v{"period": "2024-2026"}},
		{"INVESTED_IN investment:1 investor:vc firm:a", 2020_01_01, 0, v{
			"roundId": "round:a", "lead": "true", "share": "1.50", "shareCurrency": "CNY", "announcedOn": "2020",
			"sources": `["source:gazette"]`,
		}},
		{"INVESTED_IN investment:2 investor:vc firm:a", 0, 0, v{"lead": "false"}},
		{"RAISED raised:a firm:a round:a", 2020_01_01, 0, v{}},
		{"COMMITTED_TO commitment:1 investor:fund investor:vc", 2021_01_01, 0, v{"amount": "7", "amountCurrency": "CNY", "year": "2021"}},
		{"HAS_ROLE role:1 person:p firm:a", 2016_01_01, 2020_02_29, v{"title": "Chair", "isFounder": "true", "from": "2016", "to": "2020-02"}},
		{"HAS_ROLE role:2 person:p investor:angel", 0, 0, v{"title": "Founder", "isFounder": "true"}},
		{"HAS_ROLE role:3 person:p firm:a", 0, 0, v{"title": "CEO", "isFounder": "false", "from": "2020", "to": "2019"}},
		{"DESIGNATED designation:1 programme:lg firm:a", 2019_01_01, 2022_12_30, v{"batch": "1", "year": "2019"}},
		{"OPERATES_IN activity:1 firm:a sector:s", 0, 0, v{}},
		{"PART_OF part-of:s sector:s sector:s", 0, 0, v{}},
		{"HAS_BATCH has-batch:1 programme:lg batch:1", 2019_05_01, 0, v{}},
		{"HAS_SUBSIDY has-subsidy:1 programme:lg subsidy:1", 0, 0, v{}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestStartsOfWhatLeadsToDatedNodes checks that a relationship that leads to a round or a batch starts with it, and has
// no start if that has no date.
func TestStartsOfWhatLeadsToDatedNodes(t *testing.T) {
	k := &recorder{network{schema: export.FactsSchema(nil)}}
	w := export.FactsTo(k)
	var ids []string
	add := func(label model.Label, id string, p model.Properties) {
		p[model.ID] = id
		ids = append(ids, id)
		if err := w.Node(model.Node{Label: label, Properties: p}); err != nil {
			t.Fatal(err)
		}
	}
	add(model.Batch, "batch:announced", model.Properties{model.Year: int64(2019), model.AnnouncedOn: date(t, "2018-11-03")})
	add(model.Batch, "batch:undated", model.Properties{})
	add(model.Batch, "batch:year", model.Properties{model.Year: int64(2022)})
	for year := range 400 { // more than the initial capacity of an index
		d, err := model.YearDate(int64(1600 + year))
		if err != nil {
			t.Fatal(err)
		}
		add(model.Round, "round:"+d.String(), model.Properties{model.AnnouncedOn: d})
	}
	add(model.Round, "round:month", model.Properties{model.AnnouncedOn: date(t, "9999-12")})
	add(model.Round, "round:undated", model.Properties{})
	ids = append(ids, "round:absent")
	for _, id := range ids {
		of := model.Raised
		if strings.HasPrefix(id, "batch:") {
			of = model.HasBatch
		}
		r := model.Relationship{Type: of, From: "x:x", To: id, Properties: model.Properties{model.ID: "to:" + id}}
		if err := w.Relationship(r); err != nil {
			t.Fatal(err)
		}
	}
	starts := map[string]int64{"batch:announced": 2018_11_03, "batch:year": 2022_01_01, "round:month": 9999_12_01}
	for year := range int64(400) {
		starts[k.nodes[3+year].ID] = (1600+year)*10_000 + 101
	}
	for i, e := range k.edges {
		if want := starts[ids[i]]; e.Start != want || e.End != 0 {
			t.Errorf("%s: from %d to %d, want from %d on", e.ID, e.Start, e.End, want)
		}
	}
}

// TestEveryPropertyHasAnAttribute checks that the schema includes new properties of the vocabulary.
func TestEveryPropertyHasAnAttribute(t *testing.T) {
	s := export.FactsSchema(nil)
	named := func(attributes []export.Attribute) []string {
		var names []string
		for _, a := range attributes {
			names = append(names, a.Name)
		}
		return names
	}
	inPlace := []string{"id", "name", "label", "value", "title", "size"} // a node's name and title are its label; two have other names
	for _, label := range model.AllLabels.Labels() {
		for _, p := range label.Properties() {
			if !slices.Contains(named(s.Nodes), p.String()) && !slices.Contains(inPlace, p.String()) {
				t.Errorf("%s of %s has no attribute", p, label)
			}
		}
	}
	for _, of := range model.AllRelTypes() {
		for _, p := range of.Properties() {
			if !slices.Contains(named(s.Edges), p.String()) && p != model.ID {
				t.Errorf("%s of %s has no attribute", p, of)
			}
		}
	}
}

func TestFollowTheMoney(t *testing.T) {
	var file bytes.Buffer
	w, err := export.NewFacts("followthemoney", &file, nil)
	if err != nil {
		t.Fatal(err)
	}
	writeFacts(t, w)
	type entity struct {
		ID         string              `json:"id"`
		Schema     string              `json:"schema"`
		Properties map[string][]string `json:"properties"`
	}
	var got []entity
	for line := range strings.Lines(file.String()) {
		var e entity
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		got = append(got, e)
	}
	type p = map[string][]string
	source := []string{"source..gazette"}
	want := []entity{
		{"firm..a", "Company", p{
			"name": {"Alpha", "阿尔法"}, "alias": {"A", "α \"x\""}, "address": {"Beijing, China"}, "country": {"cn"}, "website": {"http://alpha.cn"},
			"incorporationDate": {"2016"}, "proof": source,
		}},
		{"investor..angel", "LegalEntity", p{"name": {"Li Lei"}, "address": {"Hong Kong"}, "country": {"hk"}}},
		{"investor..fund", "PublicBody", p{"name": {"Fund"}}},
		{"investor..vc", "Organization", p{"name": {"VC"}}},
		{"person..p", "Person", p{"name": {"Wu"}}},
		{"programme..lg", "Project", p{"name": {"Little Giant"}, "startDate": {"2018"}, "summary": {"MIIT"}}},
		{"round..a", "Event", p{"name": {"A"}, "date": {"2020"}, "summary": {"CNY 0.10"}}},
		{"source..gazette", "Article", p{
			"title": {"Gazette"}, "publisher": {"The Press"}, "sourceUrl": {"https://example.org/1"}, "publishedAt": {"2022-03"},
		}},
		{"investment..1", "Ownership", p{
			"owner": {"investor..vc"}, "asset": {"firm..a"}, "role": {"lead investor"}, "sharesValue": {"1.50"}, "sharesCurrency": {"CNY"},
			"startDate": {"2020"}, "recordId": {"round:a"}, "proof": source,
		}},
		{"investment..2", "Ownership", p{"owner": {"investor..vc"}, "asset": {"firm..a"}}},
		{"raised..a", "UnknownLink", p{"subject": {"firm..a"}, "object": {"round..a"}, "role": {"raised"}, "startDate": {"2020"}}},
		{"commitment..1", "UnknownLink", p{
			"subject": {"investor..fund"}, "object": {"investor..vc"}, "role": {"limited partner"}, "summary": {"CNY 7"}, "startDate": {"2021"},
		}},
		{"role..1", "Directorship", p{
			"director": {"person..p"}, "organization": {"firm..a"}, "role": {"Chair", "Founder"}, "startDate": {"2016"}, "endDate": {"2020-02"},
		}},
		{"role..2", "UnknownLink", p{"subject": {"person..p"}, "object": {"investor..angel"}, "role": {"Founder"}}},
		{"role..3", "Directorship", p{
			"director": {"person..p"}, "organization": {"firm..a"}, "role": {"CEO"}, "startDate": {"2020"}, "endDate": {"2019"},
		}},
		{"designation..1", "ProjectParticipant", p{
			"project": {"programme..lg"}, "participant": {"firm..a"}, "role": {"designated"}, "startDate": {"2019"}, "endDate": {"2022-12-30"},
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestFollowTheMoneyTellsOfAFailingWrite(t *testing.T) {
	for _, room := range []int{0, 40_000} {
		broken := brokenAfter(room)
		w, err := export.NewFacts("followthemoney", &broken, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := littleGiants(t).Stream(t.Context(), nil, w); err == nil {
			err = w.Close()
			if !errors.Is(err, errBroken) {
				t.Errorf("room for %d bytes: %v", room, err)
			}
		} else if !errors.Is(err, errBroken) {
			t.Errorf("room for %d bytes: %v", room, err)
		}
	}
}
