/** Departments of provinces, cities and counties by their usual names; without the place in front. */
const ORGANS = (
  '人民政府 人民代表大会 人民法院 人民检察院 监察委员会 政治协商会议 发展和改革委员会 教育局 教育厅 科学技术局 科学技术厅 ' +
  '工业和信息化局 工业和信息化厅 民族宗教事务局 公安局 公安厅 民政局 民政厅 司法局 司法厅 财政局 财政厅 人力资源和社会保障局 ' +
  '人力资源和社会保障厅 自然资源局 自然资源厅 规划和自然资源局 生态环境局 生态环境厅 住房和城乡建设局 住房和城乡建设厅 ' +
  '交通运输局 交通运输厅 水利局 水利厅 水务局 农业农村局 农业农村厅 商务局 商务厅 文化和旅游局 文化和旅游厅 卫生健康委员会 ' +
  '退役军人事务局 退役军人事务厅 应急管理局 应急管理厅 审计局 审计厅 国有资产监督管理委员会 市场监督管理局 广播电视局 体育局 ' +
  '统计局 林业局 林业和草原局 医疗保障局 信访局 能源局 行政审批服务管理局 行政审批局 城市管理局 城市管理综合行政执法局 ' +
  '园林绿化局 气象局 气象台 地震局 税务局 烟草专卖局 邮政管理局 消防救援支队 消防救援大队 交通警察支队 交通警察大队 交警支队 ' +
  '交警大队 粮食和物资储备局 乡村振兴局 大数据局 金融工作局 地方金融监督管理局 机关事务管理局 档案局 公路局 海关 总工会 ' +
  '残疾人联合会 妇女联合会 红十字会 住房公积金管理中心 疾病预防控制中心 公共资源交易中心 自来水公司 供热公司 燃气公司 供电公司'
).split(' ');
/** Of three letters another is too often a department of its own (水产局, 林草局). */
const SHORTEST = 4;

/** The department that `name` (an organ's full name) is one letter away from, when it ends in none itself; else null. */
export function misprintedOrgan(name: string): string | null {
  if (ORGANS.some((organ) => name.endsWith(organ))) return null;
  for (const organ of ORGANS) {
    const printed = name.slice(-organ.length);
    if (organ.length < SHORTEST || printed.length < organ.length) continue;
    const odd = [...organ].filter((letter, at) => letter !== printed[at]).length;
    const placeInside = printed.charAt(0) !== organ.charAt(0) && /^[省市县区州旗盟]/.test(printed);
    if (odd === 1 && !placeInside) return organ;
  }
  return null;
}
