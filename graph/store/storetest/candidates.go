package storetest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
)

func named(label model.Label, id, name string, others model.Properties) model.Node {
	stated := model.Properties{model.ID: id, model.Name: name}
	for p, value := range others {
		stated[p] = value
	}
	return model.Node{Label: label, Properties: stated}
}

// checkCandidates checks that the index finds exactly the nodes with all terms of an alternative, for names of any
// characters, and that it includes every change.
func checkCandidates(t *testing.T, open func(t *testing.T) store.Store) {
	s := opened(t, open)
	load(t, s, facts{
		nodes: []model.Node{
			named(model.Firm, "firm:a", "Alpha Robotics", model.Properties{
				model.NameZh: "阿尔法机器人", model.Aliases: []string{"Alfa", "A \"quoted\" alias"}, model.City: "Beijing",
				model.FoundedYear: int64(2015),
			}),
			named(model.Firm, "firm:b", "Alpha Robotics Technology Holding", nil),
			named(model.VCFund, "investor:a", "Alpha Capital", nil),
			named(model.Person, "person:a", "NEAR AND OR NOT", nil),
			named(model.Person, "person:b", `name:"x*" ~2^3 \`, nil),
			named(model.Sector, "sector:b", "Robotics", model.Properties{model.NameZh: "机器人"}),
			named(model.Sector, "sector:a", "Autonomy", nil),
			named(model.Round, "round:a", "Alpha Round", nil),
		},
		relationships: []model.Relationship{
			{Type: model.OperatesIn, From: "firm:a", To: "sector:b", Properties: model.Properties{model.ID: "works:1"}},
			{Type: model.OperatesIn, From: "firm:a", To: "sector:a", Properties: model.Properties{model.ID: "works:2"}},
		},
	})
	cases := []struct {
		name string
		search.Lookup
		want []string
	}{
		{"one term", search.Lookup{AnyOf: [][]string{{"galp"}}}, []string{"firm:a", "firm:b", "investor:a"}},
		{"all of several", search.Lookup{AnyOf: [][]string{{"galp", "grob"}}}, []string{"firm:a", "firm:b"}},
		{"any of several", search.Lookup{AnyOf: [][]string{{"gcap"}, {"gaut"}, {"galp", "gaut"}}}, []string{"investor:a", "sector:a"}},
		{"no alternative", search.Lookup{}, []string{}},
		{"a term that nothing has", search.Lookup{AnyOf: [][]string{{"gzzz"}}}, []string{}},
		{"of a label", search.Lookup{AnyOf: [][]string{{"galp"}}, Kinds: []string{"kvcfund"}}, []string{"investor:a"}},
		{"rounds are not found", search.Lookup{AnyOf: [][]string{{"galp"}}, Kinds: []string{"kround"}}, []string{}},
		{"words of a search language", search.Lookup{AnyOf: [][]string{{"gnea", "gand"}}}, []string{"person:a"}},
		{"characters of a search language", search.Lookup{AnyOf: [][]string{{"gnam", "g2x3"}, {"gx23"}}}, []string{"person:b"}},
		{"Chinese", search.Lookup{AnyOf: search.NewQuery("机器人", false).Closely()}, []string{"firm:a", "sector:b"}},
		{"pinyin", search.Lookup{AnyOf: search.NewQuery("jiqiren", false).Closely()}, []string{"firm:a", "sector:b"}},
		{"an alias", search.Lookup{AnyOf: search.NewQuery("quoted alias", false).Closely()}, []string{"firm:a"}},
		{"the nearest in size", search.Lookup{AnyOf: [][]string{{"galp"}}, Size: 12, Most: 2}, []string{"firm:a", "investor:a"}},
	}
	for _, c := range cases {
		if c.Most == 0 {
			c.Most = 100
		}
		if got := idsOf(t, s, c.Lookup)[0]; !slices.Equal(got, c.want) {
			t.Errorf("%s: candidates are %v, want %v", c.name, got, c.want)
		}
	}

	both := []search.Lookup{
		{AnyOf: [][]string{{"gcap"}}, Most: 9}, {AnyOf: [][]string{{"gaut"}}, Most: 9},
	}
	if got := idsOf(t, s, both...); !slices.EqualFunc(got, [][]string{{"investor:a"}, {"sector:a"}}, slices.Equal) {
		t.Errorf("two at once: %v", got)
	}
	found, err := s.Candidates(t.Context(), []search.Lookup{{AnyOf: [][]string{{"gfir"}, {"galf"}}, Most: 1}}, true)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]search.Candidate{{{
		Node: model.Node{Label: model.Firm, Properties: model.Properties{
			model.ID: "firm:a", model.Name: "Alpha Robotics", model.NameZh: "阿尔法机器人",
			model.Aliases: []string{"Alfa", "A \"quoted\" alias"}, model.City: "Beijing", model.FoundedYear: int64(2015),
		}},
		Degree:  2,
		Sectors: []search.Sector{{ID: "sector:a", Name: "Autonomy"}, {ID: "sector:b", Name: "Robotics", NameZh: "机器人"}},
	}}}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("a candidate (-want +got):\n%s", diff)
	}
	checkCandidatesOfChanges(t, s)
}

func checkCandidatesOfChanges(t *testing.T, s store.Store) {
	all := func(term string) search.Lookup {
		return search.Lookup{AnyOf: [][]string{{term}}, Most: 100}
	}
	load(t, s, facts{nodes: []model.Node{
		named(model.Firm, "firm:b", "Omega", nil),
		named(model.StateFund, "investor:a", "Alpha Capital", nil),
	}})
	for _, c := range []struct {
		name string
		search.Lookup
		want []string
	}{
		{"a new name", all("gome"), []string{"firm:b"}},
		{"the name before", all("ghol"), []string{}},
		{"the name before takes no place", search.Lookup{AnyOf: [][]string{{"galp"}}, Size: 30, Most: 1}, []string{"firm:a"}},
		{"a new label", search.Lookup{AnyOf: [][]string{{"gcap"}}, Kinds: []string{"kstatefund", "kperson"}, Most: 9}, []string{"investor:a"}},
		{"the label before", search.Lookup{AnyOf: [][]string{{"gcap"}}, Kinds: []string{"kvcfund"}, Most: 9}, []string{}},
	} {
		if got := idsOf(t, s, c.Lookup)[0]; !slices.Equal(got, c.want) {
			t.Errorf("%s: candidates are %v, want %v", c.name, got, c.want)
		}
	}
	refused := errors.New("refused")
	_, err := s.Load(t.Context(), func(w store.Writer) error {
		return errors.Join(w.Node(named(model.Firm, "firm:c", "Sigma", nil)), refused)
	})
	if !errors.Is(err, refused) {
		t.Fatalf("Load: %v", err)
	}
	if got := idsOf(t, s, all("gsig"))[0]; len(got) > 0 {
		t.Errorf("a load that failed left %v in the index", got)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Candidates(ended, []search.Lookup{all("gome")}, false); !errors.Is(err, store.ErrCancelled) {
		t.Errorf("a search that was cancelled gives %v", err)
	}
}

func idsOf(t *testing.T, s store.Store, expected ...search.Lookup) [][]string {
	t.Helper()
	found, err := s.Candidates(t.Context(), expected, false)
	if err != nil {
		t.Fatal(err)
	}
	all := make([][]string, len(found))
	for i, candidates := range found {
		all[i] = []string{}
		for _, c := range candidates {
			all[i] = append(all[i], c.Node.ID())
		}
		slices.Sort(all[i])
	}
	return all
}
