package search

import "strings"

// class is how much a word tells one name from another.
type class uint8

const (
	distinctive class = iota
	trade             // what a firm makes or does
	place             // where it is
	generic           // what half of all firms are called: technology, investment, management
	legal             // its legal form, and words that only join others
)

// weights are what a letter of each class counts.
var weights = [...]float64{distinctive: 1, trade: 0.6, place: 0.4, generic: 0.25, legal: 0.05}

// lexicon holds the words that are not distinctive, folded.
var lexicon = func() map[string]class {
	all := map[string]class{}
	for c, words := range map[class]string{
		legal: `co ltd limited inc incorporated corp corporation company llc llp lp plc gmbh ag sa pte group holding holdings
			partnership the and of for de 有限公司 有限责任公司 股份有限公司 股份公司 集团有限公司 集团股份有限公司 集团 公司 有限合伙
			合伙企业 股份 控股 有限`,
		generic: `technology technologies tech capital venture ventures fund funds investment investments partners
			management industry industrial development international asset assets equity network networks sci
			科技 技术 发展 实业 产业 投资 基金 资本 创投 创业投资 管理 工业 企业 国际 市 省 研究院 研究所 服务 贸易 科创 新技术`,
		place: `china chinese beijing shanghai shenzhen guangzhou hangzhou suzhou nanjing wuhan chengdu chongqing tianjin
			hefei xian changsha qingdao ningbo xiamen wuxi zhuhai foshan dongguan jinan dalian shenyang zhengzhou
			changzhou changchun fuzhou kunming guangdong zhejiang jiangsu shandong hunan hubei sichuan fujian anhui
			hebei henan hainan liaoning jilin shanxi shaanxi jiangxi guangxi yunnan guizhou heilongjiang gansu hongkong
			taiyuan harbin tangshan guiyang nantong jiaxing
			中国 北京 上海 深圳 广州 杭州 苏州 南京 武汉 成都 重庆 天津 合肥 西安 长沙 青岛 宁波 厦门 无锡 珠海 佛山 东莞 济南
			大连 沈阳 郑州 常州 长春 福州 昆明 广东 浙江 江苏 山东 湖南 湖北 四川 福建 安徽 河北 河南 海南 辽宁 吉林 山西 陕西
			江西 广西 云南 贵州 黑龙江 甘肃 香港 太原 哈尔滨 唐山 贵阳 南通 嘉兴 烟台 威海 洛阳 株洲 芜湖 徐州 扬州 泉州 温州
			台州 绍兴 金华 湖州 北京市 上海市 深圳市 广州市 杭州市 苏州市 南京市 武汉市 成都市 重庆市 天津市 内蒙古 新疆 西藏 宁夏
			青海 保定 廊坊 石家庄 潍坊 淄博 湘潭 宜昌 襄阳 绵阳 桂林 南昌`,
		trade: `robot robotics semiconductor semiconductors microelectronics electronics electronic software motor motors
			biotech bio biotechnology pharmaceutical pharma medical medtech health healthcare photonics optics energy
			power battery batteries materials material chemical chemicals auto automotive automation aerospace
			satellite intelligence intelligent precision instruments sensors memory mobility education media data
			securities bank financial robots ai
			智能 电子 机器人 半导体 新材料 材料 设备 装备 制造 自动化 机械 电气 生物 医疗 信息 通信 通讯 软件 光电 能源 新能源
			汽车 化工 精密 仪器 仪表 数字 数据 系统 工程 环保 航空 航天 电力 电路 微电子 控制 传动 阀门 电缆 金属 橡胶 塑料 食品
			药业 制药 电器 电机 机电 激光 传感 测控 检测 光学 照明 轴承 泵业 医药 网络 电池 重工 水泥 钢铁 铝业 铜业 安全 医用
			传感器 仪器仪表 智能装备 生物技术 生物科技 智能制造 轨道 交通 电源 包装 模具 工具 纺织 玻璃 陶瓷 纳米 复合材料 涂料`,
	} {
		for word := range strings.FieldsSeq(words) {
			all[word] = c
		}
	}
	return all
}()

// longest is how many characters the longest Chinese word of the lexicon has.
const longest = 8
