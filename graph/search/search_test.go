package search_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stakegraph/stakegraph/graph/match"
	"github.com/stakegraph/stakegraph/graph/model"
	"github.com/stakegraph/stakegraph/graph/search"
)

func firm(name string, others ...string) search.Candidate {
	stated := model.Properties{model.ID: "firm:" + name, model.Name: name}
	if len(others) > 0 {
		stated[model.Aliases] = others
	}
	return search.Candidate{Node: model.Node{Label: model.Firm, Properties: stated}}
}

// TestRank checks that the first name of each pair has a higher score, with the expected kind of similarity.
func TestRank(t *testing.T) {
	for _, c := range []struct {
		text, better, worse string
		how                 search.How
	}{
		{"uisee", "UISEE", "Uisee Technology", search.Exact},
		{"ＵＩＳＥＥ", "UISEE", "Uisee Technology", search.Exact},
		{"pony ai", "Pony.ai", "Pony.ai (as investor)", search.Exact},
		{"馭勢科技", "驭势科技", "驭势电子科技", search.Exact},
		{"yu4 shi4 ke1 ji4", "驭势科技", "钰石科学", search.Pinyin},
		{"chóngqìng", "重庆", "中情科技", search.Pinyin},
		{"smic", "Semiconductor Manufacturing International Corporation", "Smiceland Foods", search.Abbreviation},
		{"robotics unitree", "Unitree Robotics", "Unison Robotics", search.Similar},
		{"landpsace", "LandSpace", "Landscape Gardens", search.Similar},
		{"驭势科技有限公司", "驭势科技", "御石科技", search.Similar},
		{"moore thr", "Moore Threads", "Moore Capital", search.Prefix},
		{"éclat", "Eclat", "Eclair", search.Exact},
		{"fab", "Fab.com", "Fabric", search.Prefix},
		{"Fab.com", "Fab", "Fabric", search.Similar},
		{"pony", "Pony.ai", "Ponyo", search.Prefix},
		{"深创投", "深圳市创新投资集团有限公司", "Shen Ziyu", search.Abbreviation},
		{"深创投", "深圳市创新投资集团有限公司", "Shenergy Group", search.Abbreviation},
		{"国家创投引导基金", "国家创业投资引导基金", "国投创合国家新兴产业创业投资引导基金", search.Abbreviation},
		{"重点小巨人", "重点支持专精特新“小巨人”企业", "专精特新“小巨人”企业", search.Abbreviation},
		{"专精特新小巨人企业", "专精特新“小巨人”企业", "重点支持专精特新“小巨人”企业", search.Exact},
		{"Delta Fund Phase 3", "Delta Fund Phase III", "Delta Fund (Phase I)", search.Exact},
		{"Delta Fund 2", "Delta Fund Phase II", "Delta Fund", search.Exact},
		{"Delta Fund II", "Delta Fund Phase Two", "Delta Fund Phase III", search.Exact},
		{"Delta 4th RMB Fund", "Delta fourth RMB Fund", "Delta fifth RMB Fund", search.Exact},
		{"三角洲基金第三期", "三角洲基金三期", "三角洲基金二期", search.Exact},
		{"三角洲基金2期", "三角洲基金二期", "三角洲基金", search.Exact},
		{"Delta Fund", "Delta Fund", "Delta Fund Phase I", search.Exact},
		{"达晨创通", "深圳市达晨创通股权投资企业(有限合伙)", "达晨创投", search.Similar},
		{"长鑫存储", "ChangXin Memory Technologies", "长江存储", search.Pinyin},
		{"Huainan Wantai Electronics", "淮南万泰电子股份有限公司", "Huainan Wanda Electric", search.Pinyin},
		{"Yuecai Fund", "Guangdong Yuecai Fund Management", "Yuecai Capital", search.Similar},
		{"Big Fund II", "国家集成电路产业投资基金二期股份有限公司", "国家集成电路产业投资基金三期股份有限公司", search.Similar},
		{"Green", "Greenwoods Investment", "China-US Green Fund", search.Prefix},
		{"China Reform", "China Reform SOE Operating Investment Fund", "China Structural Reform Fund", search.Prefix},
	} {
		hits := search.NewQuery(c.text, false).Rank([]search.Candidate{firm(c.worse), firm(c.better)}, 2)
		if len(hits) == 0 || hits[0].Name.Text != c.better || hits[0].How != c.how {
			t.Errorf("%q: %s, want %q %s", c.text, describe(hits), c.better, c.how)
		}
	}
}

// TestTies checks the order of names with equal scores: by characters, then by the number of relationships, then by
// id.
func TestTies(t *testing.T) {
	linked := func(name string, degree int64) search.Candidate {
		c := firm(name)
		c.Degree = degree
		return c
	}
	for _, c := range []struct {
		text string
		from []search.Candidate
		want []string
	}{
		{"delta", []search.Candidate{linked("Delta B", 0), linked("Delta A", 0), linked("Delta C", 3)}, []string{"Delta C", "Delta A", "Delta B"}},
		{"三角", []search.Candidate{linked("三角洲洲", 0), linked("三角洲", 0), linked("三角号", 1)}, []string{"三角号", "三角洲", "三角洲洲"}},
		{"zeta", []search.Candidate{linked("Zeta!!", 0), linked("Zeta（", 0)}, []string{"Zeta（", "Zeta!!"}}, // three bytes are one character
	} {
		var got []string
		for _, hit := range search.NewQuery(c.text, true).Rank(c.from, 5) {
			got = append(got, hit.Name.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q finds %v, want %v", c.text, got, c.want)
		}
		all := func(lookup []search.Lookup) ([][]search.Candidate, error) {
			return append([][]search.Candidate{c.from}, make([][]search.Candidate, len(lookup)-1)...), nil
		}
		matched, err := match.MatchAll([]match.Row{{Name: c.text}}, 0.1, 5, all)
		if err != nil {
			t.Fatal(err)
		}
		if len(matched[0]) > 0 && matched[0][0].Name.Text != c.want[0] {
			t.Errorf("the row %q means %q, want %q first as a search has it", c.text, matched[0][0].Name.Text, c.want[0])
		}
	}
}

// TestPhasesOfOtherNames checks that a phase number in one name of a node counts for the node.
func TestPhasesOfOtherNames(t *testing.T) {
	hits := search.NewQuery("Delta Fund III", false).Rank([]search.Candidate{
		firm("Second", "Delta Fund", "Second Fund Phase II"), firm("Third", "Delta Fund", "三角洲基金三期"), firm("Unsaid", "Delta Fund"),
	}, 3)
	var got []string
	for _, hit := range hits {
		got = append(got, hit.Node.ID())
	}
	if want := []string{"firm:Third", "firm:Unsaid", "firm:Second"}; !slices.Equal(got, want) {
		t.Errorf("found are %v, want %v", got, want)
	}
}

// TestSourcesComeLast checks that a node precedes a source if its name and the source's title fit about equally well.
func TestSourcesComeLast(t *testing.T) {
	source := search.Candidate{Node: model.Node{Label: model.Source, Properties: model.Properties{
		model.ID: "source:a", model.Title: "Delta Fund leads a round",
	}}, Degree: 9}
	for text, want := range map[string]string{"delta fund": "firm:Delta Fund of Gamma", "delta fund leads a round": "source:a"} {
		hits := search.NewQuery(text, true).Rank([]search.Candidate{source, firm("Delta Fund of Gamma")}, 2)
		if len(hits) == 0 || hits[0].Node.ID() != want {
			t.Errorf("%q: %s, want %s first", text, describe(hits), want)
		}
	}
}

// TestRankIsBounded checks that scores are from 0 to 1, that no node is repeated, and that bad matches are omitted.
func TestRankIsBounded(t *testing.T) {
	hits := search.NewQuery("alpha", false).Rank([]search.Candidate{
		firm("Alpha"), firm("Alpha"), firm("Beta"), firm("Alphabet"), firm("Alpine"), firm("Gamma", "Alpha"),
	}, 10)
	var names []string
	for _, h := range hits {
		names = append(names, h.Node.Properties[model.Name].(string))
		if h.Score < 0 || h.Score > 1 {
			t.Errorf("%s has the score %v", h.Name.Text, h.Score)
		}
	}
	if want := []string{"Alpha", "Gamma", "Alphabet"}; !slices.Equal(names[:3], want) || slices.Contains(names, "Beta") {
		t.Errorf("found are %v, want %v first", names, want)
	}
}

var plainTerm = regexp.MustCompile(`^[a-z][a-z0-9]+$`)

// TestTermsArePlain checks that the terms of any name and of any text are ASCII letters and digits, and that a text
// has a limited number of terms.
func TestTermsArePlain(t *testing.T) {
	for _, name := range []string{
		"UISEE", "驭势科技", `"x* AND (NEAR) name:y ~2^3 \`, "Ünïcödé Straße", "日本カタカナ", "Привет мир", "👍🏽 ok", "ﷺ", "\u202eabc", "ａｂｃ",
		strings.Repeat("very long ", 200), strings.Repeat("长", 500), "\xff\xfe", "!!!", "a", "é", "ß",
	} {
		entry := search.NewEntry(firm(name).Node)
		for term := range strings.FieldsSeq(entry.Terms) {
			if !plainTerm.MatchString(term) {
				t.Errorf("%q has the term %q", name, term)
			}
		}
		if len(entry.Terms) > 40_000 {
			t.Errorf("a name of %d characters has terms of %d bytes", utf8.RuneCountInString(name), len(entry.Terms))
		}
		q := search.NewQuery(name, true)
		for _, alternatives := range [][][]string{q.Closely(), q.Partly(), q.Loosely(), q.Otherwise()} {
			if len(alternatives) > 30 {
				t.Errorf("%q is asked for by %d alternatives", name, len(alternatives))
			}
			for _, terms := range alternatives {
				if len(terms) == 0 || len(terms) > 12 {
					t.Errorf("%q is asked for by %d terms together", name, len(terms))
				}
				for _, term := range terms {
					if !plainTerm.MatchString(term) {
						t.Errorf("%q is asked for by %q", name, term)
					}
				}
			}
		}
	}
}

// TestNamesAreFoundByThemselves checks that a name has all terms of a search for it.
func TestNamesAreFoundByThemselves(t *testing.T) {
	for _, name := range []string{
		"UISEE", "驭势科技", "重庆长安", "Pony.ai (as investor)", "遨博（北京）智能科技有限公司", "三A新材料", "Geek+", "B&C Chemical", "G7",
		"Yangtze Memory Technologies", "4Paradigm", "Ünïcödé Straße", "O'Neill 奥尼尔",
	} {
		terms := strings.Fields(search.NewEntry(firm(name).Node).Terms)
		found := slices.ContainsFunc(search.NewQuery(name, false).Closely(), func(all []string) bool {
			return !slices.ContainsFunc(all, func(term string) bool { return !slices.Contains(terms, term) })
		})
		if !found {
			t.Errorf("%q is not found by itself", name)
		}
	}
}

// FuzzSearch checks that all texts and names can be compared, and that equal ones are exact.
func FuzzSearch(f *testing.F) {
	for _, text := range []string{"uisee", "驭势", "a(b", "((()))", "（）", "1 2 3", "yu4 shi4", "\xff", "ﷺ", "+", "'", "x'y"} {
		f.Add(text, "UISEE (驭势科技)", true)
	}
	f.Fuzz(func(t *testing.T, text, name string, prefix bool) {
		q := search.NewQuery(text, prefix)
		for _, hit := range q.Rank([]search.Candidate{firm(name), firm(text)}, 2) {
			if hit.Score < 0 || hit.Score > 1 {
				t.Errorf("%q scores %v for %q", hit.Name.Text, hit.Score, text)
			}
		}
		search.NewEntry(firm(name).Node)
		_, err := match.MatchAll([]match.Row{{Name: text}}, 0.5, 3, func(lookup []search.Lookup) ([][]search.Candidate, error) {
			all := make([][]search.Candidate, len(lookup))
			all[0] = []search.Candidate{firm(name), firm(text)}
			return all, nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}
