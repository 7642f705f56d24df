package match_test

import (
	"encoding/csv"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stakegraph/stakegraph/graph/match"
	"github.com/stakegraph/stakegraph/graph/search"
	"github.com/stakegraph/stakegraph/graph/store"
	"github.com/stakegraph/stakegraph/seed"
)

// expectedMatch is a name, and the id of its node or "-".
type expectedMatch struct{ name, id string }

func checkMatches(t *testing.T, s store.Store, cases []expectedMatch) {
	t.Helper()
	rows := make([]match.Row, len(cases))
	for i, c := range cases {
		rows[i].Name = c.name
	}
	for i, candidates := range matchRows(t, s, rows) {
		if got := acceptedOf(candidates); got != cases[i].id {
			t.Errorf("%s: accepted %s, want %s, of%s", cases[i].name, got, cases[i].id, describeMatched(candidates))
		}
	}
}

// TestStrangersAreRefused checks that names with the same sound, the same trade, a subsidiary, a parent or another
// place are not accepted.
func TestStrangersAreRefused(t *testing.T) {
	var cases []expectedMatch
	for _, name := range []string{
		// The sound alone is not sufficient.
		"汇客（杭州）科技有限公司", "逸途（北京）科技有限公司", "美材（武汉）科技有限公司", "北京云及科技", "天齐创投",
		// Another place.
		"库卡机器人（上海）", "积成电子股份有限公司",
		// A subsidiary, a parent, an institute.
		"浙江中控技术股份", "中南控股集团有限公司", "海尔集团", "SoftBank Capital", "GREE Ventures", "Keep Holdings", "Foursquare",
		// A shared trade, or one shared word.
		"中国化学工程股份有限公司", "力合科技", "普华科技", "Ag Ventures Alliance",
	} {
		cases = append(cases, expectedMatch{name, "-"})
	}
	checkMatches(t, littleGiants(t), cases)
}

// TestShortFormsAreFound checks that the short form of a Chinese name is a candidate, and is accepted if another
// value agrees. Capital letters are accepted if they are the initials of only one name.
func TestShortFormsAreFound(t *testing.T) {
	for _, c := range []struct {
		row   match.Row
		first string
		joins bool
	}{
		{match.Row{Name: "深创投"}, "investor:shenzhen-capital-group", false},
		{match.Row{Name: "深创投", City: "Shenzhen"}, "investor:shenzhen-capital-group", true},
		{match.Row{Name: "深创投", City: "Beijing"}, "investor:shenzhen-capital-group", false},
		{match.Row{Name: "合肥产投", City: "合肥"}, "investor:hefei-industry-investment", true},
		{match.Row{Name: "苏州工业园区三期产业投资基金", City: "Suzhou"}, "investor:sip-industry-fund-2", false},
		{match.Row{Name: "KPCB"}, "investor:kleiner-perkins-caufield-and-byers", true},
		{match.Row{Name: "kpcb"}, "investor:kleiner-perkins-caufield-and-byers", false},
		{match.Row{Name: "NEA"}, "investor:new-enterprise-associates", false},
		{match.Row{Name: "SPIC"}, "investor:shanghai-puyin-industry", false}, // of three investors
	} {
		candidates := matchRows(t, littleGiants(t), []match.Row{c.row})[0]
		if len(candidates) == 0 || candidates[0].Node.ID() != c.first || candidates[0].Accepted != c.joins {
			t.Errorf("%+v: want %s first, joined: %t, and not%s", c.row, c.first, c.joins, describeMatched(candidates))
		}
	}
}

// TestOwnNamesAreJoined checks that typing errors, legal forms and omitted words do not prevent a match.
func TestOwnNamesAreJoined(t *testing.T) {
	checkMatches(t, littleGiants(t), []expectedMatch{
		{"北京国电科科技有限公司", "firm:bei-jing-guo-dian-gao-ke-ke-ji"},
		{"武汉驿通路科技股份有限公司", "firm:wu-han-yi-lu-tong-ke-ji"},
		{"红星美凯龙家居集团股份有限公司", "investor:red-star-macalline"},
		{"硅谷天堂资产管理集团股份有限公司", "investor:guigu-tiantang"},
		{"上海携程商务有限公司", "investor:ctrip"},
		{"云从科技集团股份有限公司", "firm:cloudwalk-technology"},
		{"联想控股股份有限公司", "investor:legend-holdings"},
		{"武汉驿路通科技有限公司", "firm:wu-han-yi-lu-tong-ke-ji"},
		{"万泰电子", "firm:huai-nan-wan-tai-dian-zi"},
		{"Bytedanse", "firm:bytedance"},
	})
}

// TestInvestorsAndPlaces: what a legal name says of an investor's kind or leaves out, and the place that only the row has, make
// the same of it or another, or need another value that agrees.
func TestInvestorsAndPlaces(t *testing.T) {
	for _, c := range []struct {
		row  match.Row
		want string
	}{
		// A legal name says fund or investment where the short one says capital.
		{match.Row{Name: "浙江银杏谷投资有限公司"}, "investor:yinxinggu-capital"},
		{match.Row{Name: "中金资本股权投资基金管理有限公司"}, "investor:cicc-capital"},
		// What is in China of an investor who may be elsewhere too.
		{match.Row{Name: "Qiming Venture Partners China"}, "-"},
		{match.Row{Name: "Qiming Venture Partners China", City: "Shanghai"}, "investor:qiming-venture-partners"},
		// A trade that a legal name does not say.
		{match.Row{Name: "Unitree Technology Co., Ltd."}, "-"},
		{match.Row{Name: "Unitree Technology Co., Ltd.", City: "Hangzhou"}, "firm:unitree"},
		// A place in brackets, as of a firm for that place.
		{match.Row{Name: "京东数科（杭州）有限公司"}, "-"},
		{match.Row{Name: "京东数科有限公司"}, "investor:jd-digits"},
	} {
		candidates := matchRows(t, littleGiants(t), []match.Row{c.row})[0]
		if got := acceptedOf(candidates); got != c.want {
			t.Errorf("%+v: accepted %s, want %s, of%s", c.row, got, c.want, describeMatched(candidates))
		}
	}
}

// TestNamesInTwoLanguages: a node whose name in one of the languages is another is not what is meant.
func TestNamesInTwoLanguages(t *testing.T) {
	checkMatches(t, littleGiants(t), []expectedMatch{
		{"Unitree Robotics 宇树科技", "firm:unitree"},
		{"Unitree Robotics 海天味业", "-"},
		{"Unitree 宇树科技", "firm:unitree"},                               // one distinctive word suffices for a name
		{"Guangzhou Securities 广州证券", "investor:guangzhou-securities"}, // no word of it is distinctive
	})
}

// TestDoubledLetter: a letter that stands twice is a typing error also in a short word, and counts for less than the name.
func TestDoubledLetter(t *testing.T) {
	const name, misspelt = "久智光电子材料科技有限公司", "久智智光电子材料科技有限公司"
	for i, want := range []float64{1, 0.9} {
		candidates := matchRows(t, littleGiants(t), []match.Row{{Name: []string{name, misspelt}[i]}})[0]
		if acceptedOf(candidates) != "firm:jiu-zhi-guang-dian-zi-cai-liao-ke-ji" || candidates[0].Score != want {
			t.Errorf("%v, want %v", describeMatched(candidates), want)
		}
	}
}

// TestErrorsInChinese: which character of a legal name is wrong, and how, makes a typing error or another firm.
func TestErrorsInChinese(t *testing.T) {
	checkMatches(t, littleGiants(t), []expectedMatch{
		// One that looks like the right one.
		{"桂林市啄木乌医疗器械有限公司", "firm:gui-lin-shi-zhuo-mu-niao-yi-liao-qi-xie"},
		// One too many, in a name that the data has only with a word more.
		{"红星美凯龙龙家居集团股份有限公司", "investor:red-star-macalline"},
		// Another place.
		{"上晶金标生物科技有限公司", "-"},
		// One more, or one less in a short word.
		{"西安合力泰汽车配件有限公司", "-"},
		{"青岛华瑞机械有限公司", "-"},
		{"船重工双威智能装备有限公司", "-"},
	})
	for city, want := range map[string]string{"": "-", "Beijing": "firm:bei-jing-xing-chen-tian-he-ke-ji"} { // one that sounds like it
		candidates := matchRows(t, littleGiants(t), []match.Row{{Name: "北京星辰天和科技股份有限公司", City: city}})[0]
		if got := acceptedOf(candidates); got != want {
			t.Errorf("in %q: accepted %s, want %s, of%s", city, got, want, describeMatched(candidates))
		}
	}
}

// TestLegalNamesOfInvestors: a legal name that is not called an investor is not that of one, and that of a group may say holding.
func TestLegalNamesOfInvestors(t *testing.T) {
	checkMatches(t, littleGiants(t), []expectedMatch{
		{"Future plc", "-"},
		{"Future Capital plc", "investor:future-capital"},
		{"Alibaba Group Holding Limited", "investor:alibaba"},
	})
}

// TestTradeInPinyin: a name whose trade is written as it sounds is compared as a whole, so a place that only one name has counts.
func TestTradeInPinyin(t *testing.T) {
	s := graphOf(t, []string{"firm:luming", "Shanghai Luming Dianzi"})
	for name, want := range map[string]string{"鹿鸣电子": "-", "上海鹿鸣电子": "firm:luming"} {
		candidates := matchRows(t, s, []match.Row{{Name: name, City: "Shanghai"}})[0]
		if got := acceptedOf(candidates); got != want {
			t.Errorf("%s: accepted %s, want %s, of%s", name, got, want, describeMatched(candidates))
		}
	}
}

// TestNameInBrackets: a name in brackets may be that of somebody else.
func TestNameInBrackets(t *testing.T) {
	for name, want := range map[string]float64{"Bertelsmann Asia Investments": 1, "BAI (Bertelsmann Asia Investments)": 0.88} {
		candidates := matchRows(t, littleGiants(t), []match.Row{{Name: name}})[0]
		if acceptedOf(candidates) != "investor:bertelsmann-asia-investments" || candidates[0].Score != want {
			t.Errorf("%s:%s, want %v", name, describeMatched(candidates), want)
		}
	}
}

// TestSearchAndMatchAgree checks that a single best hit of a search is also the best candidate of a match.
func TestSearchAndMatchAgree(t *testing.T) {
	s := littleGiants(t)
	for _, name := range []string{"万泰电子", "驭势科技", "明朝万达", "Unitree", "红杉中国"} {
		hits, err := search.NewQuery(name, false).Find(search.Kinds, 1, indexOf(t.Context(), s))
		if err != nil {
			t.Fatal(err)
		}
		matched := matchRows(t, s, []match.Row{{Name: name}})[0]
		if len(hits) == 0 || len(matched) == 0 || hits[0].Node.ID() != matched[0].Node.ID() {
			t.Errorf("%s: a search finds %v first, and a match%s", name, hits, describeMatched(matched))
		}
	}
}

// TestOtherDataIsMatched checks the rules with names that are in none of the lists.
func TestOtherDataIsMatched(t *testing.T) {
	s := graphOf(t,
		[]string{"firm:facebook", "Facebook"}, []string{"firm:pinterest", "Pinterest"}, []string{"firm:spotify", "Spotify"},
		[]string{"firm:fisker", "Fisker Automotive"}, []string{"firm:parker", "Parker Hannifin"}, []string{"firm:a123", "A123 Systems"},
		[]string{"investor:northwest", "Northwest Technology Ventures"}, []string{"firm:acme", "Acme Semiconductor"},
		[]string{"investor:maple", "Maple Capital Fund II"}, []string{"firm:zhongrui", "成都中睿光电科技股份有限公司"},
		[]string{"firm:huayuan", "杭州华远传感技术有限公司"},
	)
	checkMatches(t, s, []expectedMatch{
		{"Facebok", "firm:facebook"},
		{"Pintrest", "firm:pinterest"},
		{"Pinterset Inc", "firm:pinterest"},
		{"Spotfy Technology", "firm:spotify"},
		{"Fisher Automotive", "-"},
		{"Barker Hannifin", "-"},
		{"B123 Systems", "-"},
		{"A123 Systems LLC", "firm:a123"},
		{"Northwest Venture Partners", "-"},
		{"Acme Semiconducter", "firm:acme"},
		{"Acme Foods", "-"},
		{"Acme Semiconductor Holdings", "-"},
		{"Acme Semiconductor Institute", "-"},
		{"Maple Capital Fund III", "-"},
		{"Maple Capital", "-"},
		{"成都中睿光电科技有限公司", "firm:zhongrui"},
		{"成都中睿光电科技集团有限公司", "-"},
		{"成都中睿控股有限公司", "-"},
		{"重庆中睿光电科技股份有限公司", "-"},
		{"成都中瑞光电科技股份有限公司", "-"},
		{"中睿光电", "firm:zhongrui"},
		{"杭州华远传感枝术有限公司", "firm:huayuan"},
		{"firm:zhongrui", "firm:zhongrui"},
		{" investor:maple\t", "investor:maple"},
		{"杭州华原传感技术有限公司", "-"},
	})
}

// TestPinyinNeedsASign checks that a node without a name in the script of the text is only accepted if another value
// agrees.
func TestPinyinNeedsASign(t *testing.T) {
	s := littleGiants(t)
	for _, c := range []struct {
		row  match.Row
		want string
	}{
		{match.Row{Name: "挖财互联网"}, "-"},
		{match.Row{Name: "挖财"}, "-"},
		{match.Row{Name: "挖财", City: "杭州"}, "firm:wacai"},
		{match.Row{Name: "挖财", City: "北京"}, "-"},
		{match.Row{Name: "杭州挖财"}, "firm:wacai"},
		{match.Row{Name: "Mingchao Wanda Technology"}, "-"},
		{match.Row{Name: "Beijing Mingchao Wanda Technology"}, "firm:bei-jing-ming-chao-wan-da-ke-ji"},
	} {
		matched := matchRows(t, s, []match.Row{c.row})[0]
		if got := acceptedOf(matched); got != c.want {
			t.Errorf("%v: accepted %s, want %s, of%s", c.row, got, c.want, describeMatched(matched))
		}
	}
}

// TestIDsAreMatched checks that an id matches its node, whatever the node's name is.
func TestIDsAreMatched(t *testing.T) {
	checkMatches(t, littleGiants(t), []expectedMatch{
		{"firm:uisee", "firm:uisee"},
		{"investor:yunqi-partners", "investor:yunqi-partners"},
		{"firm:he-fei-bo-lei-dian-qi", "firm:he-fei-bo-lei-dian-qi"},
		{"firm:uise", "-"},
		{"firm:no-such-firm", "-"},
	})
}

// TestWordsOfOneName checks words that only one of two names has: a branch abroad, a fund of a manager, a second trade,
// a generic word, and a place whose pinyin is in the other name.
func TestWordsOfOneName(t *testing.T) {
	s := graphOf(t,
		[]string{"investor:maple", "Maple Rock Capital"}, []string{"investor:yunlu", "云鹿谷资本"},
		[]string{"firm:acme", "Acme Semiconductor Software"}, []string{"firm:xinghe", "银星河发展"},
		[]string{"firm:shijiazhuang", "Shi Jia Zhuang Lu Ming Dian Zi"},
	)
	checkMatches(t, s, []expectedMatch{
		{"Maple Rock Capital LLC", "investor:maple"},
		{"Maple Rock Capital Japan", "-"},
		{"云鹿谷投资有限公司", "investor:yunlu"},
		{"云鹿谷基金有限公司", "-"},
		{"Acme Semiconductor Software Inc", "firm:acme"},
		{"Acme Semiconductor", "-"},
		{"银星河", "firm:xinghe"},
		{"银星河科技", "-"},
		{"石家庄鹿鸣电子", "firm:shijiazhuang"},
	})
}

// TestWhatOneWordSays checks words of only one of two names, or in different positions: some mean another firm, some
// do not.
func TestWhatOneWordSays(t *testing.T) {
	s := graphOf(t,
		[]string{"firm:bank-of-china", "Bank of China"}, []string{"investor:maple", "Maple Rock"},
		[]string{"firm:huayuan", "杭州华远集成电路有限公司"}, []string{"firm:lu", "电子鹿科技有限公司"},
	)
	checkMatches(t, s, []expectedMatch{
		// The order of common words.
		{"Bank of China Limited", "firm:bank-of-china"},
		{"China Bank", "-"},
		// A fund is not its manager, whose legal name can have more words.
		{"Maple Rock Capital LLC", "investor:maple"},
		{"Maple Rock Fund LLC", "-"},
		// A Chinese name that ends within a word of the other.
		{"华远集成", "firm:huayuan"},
		{"华远设计", "-"},
		// A typing error in a distinctive word that is also a trade.
		{"电子鹿科枝有限公司", "firm:lu"},
		{"电孑鹿科技有限公司", "-"},
	})
}

// TestNamesMatchThemselves checks that each name of a firm or an investor matches its node: unchanged and, if it is a
// legal name, with the other legal form. Names of several nodes are left out.
func TestNamesMatchThemselves(t *testing.T) {
	names := listedNames(t)
	var cases []expectedMatch
	for i, name := range slices.Sorted(maps.Keys(names)) {
		ids := names[name]
		if len(ids) > 1 || i%3 != 0 { // every third, since all take a minute
			continue
		}
		other := name
		if bare, has := strings.CutSuffix(name, "股份有限公司"); has {
			other = bare + "有限公司"
		}
		if _, taken := names[other]; !taken {
			cases = append(cases, expectedMatch{other, ids[0]})
		}
		cases = append(cases, expectedMatch{name, ids[0]})
	}
	checkMatches(t, littleGiants(t), cases)
}

// listedNames returns the ids of the nodes by each name in the data set.
func listedNames(t *testing.T) map[string][]string {
	t.Helper()
	names := map[string][]string{}
	firms := map[string]bool{}
	for _, file := range []string{"firms", "investors"} {
		f, err := seed.LittleGiants().Open(file + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		defer func(f fs.File) { _ = f.Close() }(f)
		rows, err := csv.NewReader(f).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			id := strings.TrimSuffix(file, "s") + ":" + row[0]
			if file == "firms" {
				firms[row[0]] = true
			} else if firms[row[0]] {
				id = "firm:" + row[0]
			}
			for _, name := range []string{row[1], row[2]} {
				key := strings.ToLower(name)
				if name != "" && (len(names[key]) == 0 || names[key][0] != id) {
					names[key] = append(names[key], id)
				}
			}
		}
	}
	return names
}
