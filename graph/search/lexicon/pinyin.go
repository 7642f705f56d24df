package lexicon

import (
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"
)

// readings are those of the characters that names are read differently with than most words are, or in several ways.
// The first is the more likely one in a name.
var readings = map[rune][]string{
	'长': {"chang", "zhang"}, '重': {"chong", "zhong"}, '行': {"hang", "xing"}, '乐': {"le", "yue"}, '曾': {"zeng"},
	'单': {"dan", "shan"}, '厦': {"xia", "sha"}, '藏': {"zang", "cang"}, '朝': {"chao", "zhao"}, '调': {"tiao", "diao"},
	'会': {"hui", "kuai"}, '传': {"chuan", "zhuan"}, '都': {"du", "dou"}, '盛': {"sheng", "cheng"}, '沈': {"shen"},
	'车': {"che"}, '地': {"di"}, '石': {"shi"}, '和': {"he"}, '校': {"xiao"}, '蔚': {"wei"}, '解': {"jie", "xie"},
	'查': {"cha", "zha"}, '区': {"qu", "ou"}, '大': {"da"}, '中': {"zhong"}, '微': {"wei"}, '信': {"xin"},
	'贝': {"bei"}, '仇': {"qiu", "chou"}, '吕': {"lv", "lu"}, '绿': {"lv", "lu"}, '铝': {"lv", "lu"}, '女': {"nv", "nu"},
}

var plainReading = func() pinyin.Args {
	args := pinyin.NewArgs()
	args.Style = pinyin.Normal
	return args
}()

// known keeps how characters are read, by character, since taking the tones off takes long.
var known sync.Map

// ReadingsOf returns how a Chinese character is read, without its tone; nothing where that is not known.
func ReadingsOf(r rune) []string {
	if of, several := readings[r]; several {
		return of
	}
	if of, before := known.Load(r); before {
		return of.([]string)
	}
	of := pinyin.SinglePinyin(r, plainReading)
	if len(of) == 0 {
		return nil // not kept: clients can write any number of characters that no dictionary has
	}
	of = []string{strings.ReplaceAll(of[0], "ü", "v")}
	known.Store(r, of)
	return of
}
