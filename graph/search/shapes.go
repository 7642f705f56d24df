package search

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

// looksAlike reports whether a character is written for another that looks alike.
func looksAlike(a, b rune) bool {
	return slices.ContainsFunc(lookingAlike, func(pair string) bool {
		return strings.ContainsRune(pair, a) && strings.ContainsRune(pair, b)
	})
}
