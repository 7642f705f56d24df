package lexicon

import (
	"slices"
	"strings"
)

// lookingAlike are characters that are written for one another, since they look alike.
var lookingAlike = strings.Fields(`
	未末 己已 日曰 大太 千干 土士 天夫 特持 方放 迅讯 资次 料科 体休 电申 田由 甲申 间问 贝见 微徽 治冶 析折 术木 木本 技枝 晶品
	机凡 鸟乌 端瑞 拨拔 侯候 洋祥 风凤 令今 免兔 爪瓜 处外 达运 源原 化北 环坏 备各 云去 人入 力刀 明朋 名各 宇字 玉王 主王 帅师
	历厉 厂广 石右 弘私 汉汊 泰秦 恒桓 铭铬 锐税 硅桂 桥轿 拓拆 盛盔 博搏 格洛 联取 捷健 慧惠 辉挥 亨享 亮高 丰半 阳阴 候修 刚钢 纲网
`)

// LooksAlike reports whether a character is written for another that looks alike.
func LooksAlike(a, b rune) bool {
	return slices.ContainsFunc(lookingAlike, func(pair string) bool {
		return strings.ContainsRune(pair, a) && strings.ContainsRune(pair, b)
	})
}

// lending are beginnings of many names, such as those of a parent, and words that the lexicon does not have since they can be
// a part of a name. They lend nothing to what tells a name from others.
var lending = strings.Fields(`
	中科 国科 中国 中铁 中航 中电 中机 中化 中轻 中交 中建 中核 中船 航天 航空 光电 光谷 工大 科大 理工 交大 华科 高科 高新 时代 世纪 东方
	国泰 国际 三维 数控 自控 智控 电子 科技 新材 生化 医用 线路 互感器 继电器 起重 密封 材料 实验 试验
`)

// OwnPart returns where the characters of a telling word begin and end that are its own.
func OwnPart(w string) (from, to int) {
	rest := w
	for _, begin := range lending {
		if cut, has := strings.CutPrefix(rest, begin); has {
			from, rest = RuneCount(begin), cut
			break
		}
	}
	for _, end := range lending {
		if cut, has := strings.CutSuffix(rest, end); has {
			rest = cut
			break
		}
	}
	return from, from + RuneCount(rest)
}

// OwnRunes returns how many characters of a telling word are its own.
func OwnRunes(w string) int {
	from, to := OwnPart(w)
	return to - from
}
