package storetest

import "github.com/stakegraph/stakegraph/graph/model"

// word is a part of a name in both languages.
type word struct{ english, chinese string }

// madeName is a name in both languages, with the short form that an alias has.
type madeName struct{ english, chinese, short, shortChinese string }

var (
	firstSyllables = []word{
		{"Hua", "华"},
		{"Zhong", "中"},
		{"Xin", "新"},
		{"Tian", "天"},
		{"Hai", "海"},
		{"Jing", "晶"},
		{"Rui", "锐"},
		{"Bo", "博"},
		{"Chang", "长"},
		{"Da", "大"},
		{"Dong", "东"},
		{"Feng", "峰"},
		{"Guo", "国"},
		{"Heng", "恒"},
		{"Hong", "宏"},
		{"Jia", "佳"},
		{"Kai", "凯"},
		{"Lan", "蓝"},
		{"Ming", "明"},
		{"Nan", "南"},
		{"Qi", "启"},
		{"Shen", "深"},
		{"Tai", "泰"},
		{"Wei", "微"},
		{"Xiang", "翔"},
		{"Yuan", "元"},
		{"Yun", "云"},
		{"Zhi", "智"},
		{"Zhe", "喆"},
		{"Ji", "𠮷"},
	}
	secondSyllables = []word{
		{"xin", "芯"},
		{"da", "达"},
		{"ke", "科"},
		{"tong", "通"},
		{"yu", "宇"},
		{"guang", "光"},
		{"long", "龙"},
		{"sheng", "盛"},
		{"wei", "威"},
		{"tai", "泰"},
		{"li", "力"},
		{"chuang", "创"},
		{"rui", "瑞"},
		{"an", "安"},
		{"jie", "杰"},
		{"neng", "能"},
		{"feng", "风"},
		{"hang", "航"},
		{"xing", "星"},
		{"yang", "洋"},
		{"bang", "邦"},
		{"cheng", "成"},
		{"de", "德"},
		{"mei", "美"},
	}
	trades = []word{
		{"Semiconductor", "半导体"},
		{"Robotics", "机器人"},
		{"Photonics", "光电"},
		{"Aerospace", "航天"},
		{"Biotech", "生物"},
		{"Materials", "新材料"},
		{"Energy", "能源"},
		{"Precision", "精密"},
		{"Software", "软件"},
		{"Sensors", "传感"},
		{"Medical", "医疗"},
		{"Automation", "自动化"},
		{"Batteries", "电池"},
		{"Instruments", "仪器"},
		{"Chemicals", "化工"},
	}
	surnames = []word{
		{"Wang", "王"},
		{"Li", "李"},
		{"Zhang", "张"},
		{"Liu", "刘"},
		{"Chen", "陈"},
		{"Yang", "杨"},
		{"Zhao", "赵"},
		{"Huang", "黄"},
		{"Zhou", "周"},
		{"Wu", "吴"},
		{"Xu", "徐"},
		{"Sun", "孙"},
		{"Hu", "胡"},
		{"Zhu", "朱"},
		{"Gao", "高"},
		{"Lin", "林"},
	}
	publishers = []string{"MIIT", "Science Daily", "Capital Weekly", "证券时报", "36氪", "Funding News", "Ｔｅｃｈ Ｗｉｒｅ"}
)

type seat struct{ city, province, country string }

var seats = []seat{
	{"Beijing", "Beijing", "China"},
	{"Beijing", "Beijing", "China"},
	{"Shanghai", "Shanghai", "China"},
	{"Shanghai", "Shanghai", "China"},
	{"Shenzhen", "Guangdong", "China"},
	{"Shenzhen", "Guangdong", "China"},
	{"Guangzhou", "Guangdong", "China"},
	{"Suzhou", "Jiangsu", "China"},
	{"Nanjing", "Jiangsu", "China"},
	{"Wuxi", "Jiangsu", "China"},
	{"Hangzhou", "Zhejiang", "China"},
	{"Ningbo", "Zhejiang", "China"},
	{"Hefei", "Anhui", "China"},
	{"Wuhan", "Hubei", "China"},
	{"Chengdu", "Sichuan", "China"},
	{"Xi'an", "Shaanxi", "China"},
	{"Changsha", "Hunan", "China"},
	{"Tianjin", "Tianjin", "China"},
	{"Qingdao", "Shandong", "China"},
	{"Changchun", "Jilin", "China"},
}

func (c chance) firmName() madeName {
	first, second, trade := pick(c, firstSyllables), pick(c, secondSyllables), pick(c, trades)
	short, shortChinese := first.english+second.english, first.chinese+second.chinese
	return madeName{short + " " + trade.english, shortChinese + trade.chinese, short, shortChinese}
}

// fundEndings are the last words of the names of investors, by label.
var fundEndings = map[model.Label][]word{
	model.VCFund:        {{"Capital", "资本"}, {"Ventures", "创投"}, {"Venture Partners", "创业投资"}, {"Fund", "基金"}},
	model.StateFund:     {{"Industry Investment Fund", "产业投资基金"}, {"Guidance Fund", "引导基金"}, {"State Capital", "国资"}},
	model.OtherInvestor: {{"Investment", "投资"}, {"Holdings", "控股"}, {"Partners", "合伙"}},
	model.Firm:          {{"Group", "集团"}, {"Technology", "科技"}, {"Industries", "实业"}},
}

func (c chance) fundName(l model.Label) madeName {
	first, second, ending := pick(c, firstSyllables), pick(c, secondSyllables), pick(c, fundEndings[l])
	short, shortChinese := first.english+second.english, first.chinese+second.chinese
	return madeName{short + " " + ending.english, shortChinese + ending.chinese, short, shortChinese}
}

func (c chance) personName() madeName {
	surname, first, second := pick(c, surnames), pick(c, firstSyllables), pick(c, secondSyllables)
	return madeName{
		english: surname.english + " " + first.english + second.english,
		chinese: surname.chinese + first.chinese + second.chinese,
	}
}

type madeSector struct {
	english, chinese string
	parent           int // -1 for none
}

// sectorTree has a sector for each trade, with its fields, and a niche in some of these.
var sectorTree = func() []madeSector {
	fields := []word{{"equipment", "设备"}, {"components", "零部件"}, {"services", "服务"}}
	var all []madeSector
	for i, trade := range trades {
		sector := len(all)
		all = append(all, madeSector{trade.english, trade.chinese, -1})
		for k, field := range fields {
			parent := len(all)
			all = append(all, madeSector{trade.english + " " + field.english, trade.chinese + field.chinese, sector})
			if (i+k)%4 == 0 {
				all = append(all, madeSector{
					"Testing of " + trade.english + " " + field.english, trade.chinese + field.chinese + "检测", parent,
				})
			}
		}
	}
	return all
}()
