import type { KeyFact } from '@shuozhi/shared/api';

/** Kind of a statement and the word a reader sees for it. */
export interface FactKind {
  kind: KeyFact['kind'];
  label: string;
}

const PENALTY =
  /罚款(?!金额)|予以处罚|给予处罚|(?:依法|从严|从重|严肃)(?:予以|给予|进行|从严|从重|严肃)*(?:处罚|查处|处理|惩处|追究|处置|取缔|拆除)|有关(?:法律|规定)[^，。]{0,16}处理$|追究[^，。]{0,16}责任|承担[^，。]{0,10}责任$|拘留|刑事责任|(?:移送|移交)[^，。]{0,6}(?:司法|公安)机关|黑名单|失信|取消[^，。]{0,12}资格|视为[^，。]{0,8}放弃|收回[^，。]{0,12}(?:资金|补贴|奖励)|吊销|责令|予以(?:取缔|没收|拆除|查封|扣押|强制|停业|关停)|坚决(?:依法)?查处|实施处罚|不予(?:受理|退还|奖励)|停业整顿|强制(?:拆除|执行|拖离)|将被(?:拖离|处罚)/;
const MONEY = /\d+(?:\.\d+)?(?:万|亿|百|千)?元|\d+(?:\.\d+)?[%‰％]|[一二三四五六七八九十百千万]+元/;
const MONEY_FOR =
  /救助|补助|补贴|奖励|给予|资助|报销|收费|标准|贴息|扶持|最高|不超过|不低于|减免|免征|减征|减半|退还|暂退|缓缴|费率|税率|价格|租金|贷款|限额|生活费|费用|支付|返还|降低|优惠|免除/;
/** A fee that may no longer be asked for. */
const NO_FEE =
  /取消[^。；]{0,80}费|(?:不得|严禁|禁止|不再)(?:再)?(?:向[^，。]{1,16})?(?:另行)?(?:收取|加收|计收|收费)|停止收取/;
const IN_CHARGE = /(?:是|为)[^，。]{0,30}主管(?:部门|机关)|主管(?:部门|机关)(?:是|为)/;
const ZONED = /(?:划定|确定)[^，。]{0,24}公布[^，。]{0,12}(?:区域|范围)|(?:划定|划)为[^，。]{0,4}[“"]?禁/;
const FREE =
  /免费|免收|减免|免征|免除|零租金|全额(?:补助|补贴|返还|退还)|缓缴|延期缴纳|延期还|暂退|暂停[^，。]{0,12}预缴|加计抵减|减按|不再对[^。]{2,20}(?:审核|审批)|补贴|补助|报销|奖励/;
const FORBIDDEN =
  /严禁|禁止|不得(?!不)|不准|不许|谢绝|劝返|严控|不再(?:收取|享受|受理|审批)|取消(?:[^，。]{0,10})(?:收费|费|活动|聚集)|坚决防止/;
/** Acts that are prosecuted are forbidden. */
const PROSECUTED =
  /(?:严厉|依法|严肃|坚决|从严)[^，。]{0,6}(?:查处|打击|惩处|取缔)[^。；]{4,}(?:行为|活动|销售|建房|排放|使用|单位)/;
/** Places that are shut are an order, what is stopped for all is a ban. */
const SHUT = /(?:一律|暂行|全部)关闭|(?:^|，)关闭(?!时间)/;
const STOPPED = /停办|停业|停运|停课|停止(?!收取)|暂停|一律取消/;
const ACT_OF_PEOPLE =
  '(?:申报|申请|报名|缴纳|登记|办理|提交|领取|认领|备案|报送|报告|移交|交纳|迁出|迁移|整改|安装|拆除|清理)';
const TERM =
  '(?:\\d+月底|\\d+月\\d+日|\\d+个?工作日|\\d+日|\\d+天|\\d+个月|\\d+小时|[一二三四五六七八九十]+个?(?:工作日|日|天|月))';
const DEADLINE = new RegExp(
  `${ACT_OF_PEOPLE}[^。；]{0,30}${TERM}(?:前|内|之前|以前)|${TERM}(?:前|内|之前|以前)[^。；]{0,24}${ACT_OF_PEOPLE}|截止(?:时间|日期)?(?:为|至|到|：)|(?:报名|申报|缴费|办理|领取|登记|受理|征求意见|预约|补缴)(?:时间|期限|日期)(?:为|：)`,
);
const APPLY =
  /(?:提出|递交|提交|书面)?申请|申报|报名|(?:凭|持)[^，。]{2,30}(?:办理|领取|购买|报销)|向[^，。]{2,40}(?:申请|申报|反映|提出|报告|登记|举报)|代为(?:申请|办理)|自行购置|受理|(?:在|到|登录|通过)[^，。]{2,40}(?:办理|公布|查询|咨询|预约)/;
const AUDIENCE =
  /^本(?:办法|细则|规定|通告|方案|政策|措施|制度)[^，。]{0,10}适用于|适用本(?:办法|细则|规定|方案|政策)|(?:救助|补贴|补助|支持|奖励|资助|保障|服务|申报|接种|招生|适用|参保)对象(?:为|是|主要为|包括|：)|适用范围(?:为|是|包括)/;
const MEANS = /所称[^。]{2,80}是指|^[^，。：（(]{2,20}(?:包括|是指)[：:，]?[^。]{8,}/;
const AREA =
  /东至.{1,40}(?:西|南|北)至|(?:禁火|禁燃|禁放|禁牧|禁煤|管控|限行|封闭)区(?:域)?[”"]?(?:为|包括|：)|为[“"]?禁(?:火|燃|放|牧|渔|猎|煤)区/;
const AREA_HEADING = /(?:范围|区域|路段|地点|场所)$/;
const AUDIENCE_HEADING = /(?:对象|适用范围|人群)$/;
const CONDITION = /(?:条件|资格)$/;
const CONDITIONS_OF = /(?:下列|以下|如下)?条件(?:之一)?(?:的)?$/;
const RIGHT =
  /可以|有权|享受|优先|自主选择|自愿|鼓励|欢迎|可(?:向|按|由|选择|申请|委托|延长|实行|采取|通过)|不影响|允许|同等(?:的)?效力|可低于/;
const REQUIRED =
  /必须|应当|须(?!知)|应(?!急|对|用|届|诊)|一律|需(?!求|要的)|不少于|不低于|实行|主动|要(?!求|素|点|件)|负责|承担|由[^，。]{2,30}(?:承担|支付|负担|制定|结算)|实施|进行|做到|按[^，。]{2,30}(?:执行|收取|计费|计价)|责任人|定期|淘汰|完成|安装|提倡|从简/;
const DAY = '(?:\\d{4}年)?\\d{1,2}(?:[-—~至]\\d{1,2})?月(?:\\d{1,2}日|份|底|[上中下]旬)?';
const PERIOD = new RegExp(
  `[（(]?${DAY}[^，。]{0,4}[-—－~至到]+${DAY}|每年\\d{1,2}[-—~至]\\d{1,2}月|(?:延长|执行|实施|有效)[^，。]{0,8}至\\d{4}年|自\\d{4}年[^，。]{2,12}起`,
);
/** What the name of a place ends in. */
const PLACE_END = /(?:村|街道|社区|小区|河|水库|煤矿|矿|公路|铁路|高速|路|街|段|线)$/;
const PLACES_OF_A_KIND = /等(?:区域|场所|地区|地点|路段|部位)/;
const ALONG = /^[^，。]{4,60}(?:一带|地带|沿线|段)，/;
const LEAST_PLACES = 2;

/** Whether several places are named in a row (`甲村、乙村、丙村`, `车站、码头等场所`) or a stretch opens the sentence. */
function namesPlaces(text: string): boolean {
  const items = text.split('、').slice(0, -1);
  if (items.length >= LEAST_PLACES && PLACES_OF_A_KIND.test(text)) return true;
  return items.filter((item) => PLACE_END.test(item)).length >= LEAST_PLACES || ALONG.test(text);
}
const PLACE_WORDS = /重点|易发|沿岸|范围|区域|地区|路段|地段|沿线|区段|地点/;
/** A price that somebody sets. */
const PRICE = /(?:价格|收费|电价|水价|气价|热价)[^，。]{0,10}(?:实行|执行)(?:政府)?/;
/** By a day something is scrapped, shut or put in: `2020年8月底前，淘汰…锅炉`. */
const DUE = /^(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底)?(?:之)?前，[^。]{0,40}(?:淘汰|完成|关闭|拆除|取缔|安装|划定)/;
const REPEALED = /[》）〕号][^，。]{0,12}(?:同时|予以|即行|一并)?(?:废止|停止执行)$|自动失效$/;
const STATED_COUNT =
  /(?:共(?:查明|有|计)|确认|划定|涉及)[^，。]{0,24}\d+(?:处|个|户|家|项|人|条|座)|按[^，。：]{1,8}划分[：:]/;

/** What a statement says to a resident; null when it says nothing one could act on. The first kind that fits counts. */
export function kindOfFact(text: string, heading: string): FactKind | null {
  if (IN_CHARGE.test(text)) return { kind: 'required', label: '主管' };
  if (MEANS.test(text) && !/[应须]当|不得/.test(text)) return { kind: 'audience', label: '指什么' };
  if (REPEALED.test(text)) return { kind: 'period', label: '废止' };
  if (isArea(text, heading)) return { kind: 'area', label: '范围' };
  if (AUDIENCE.test(text) || AUDIENCE_HEADING.test(heading)) return { kind: 'audience', label: '对象' };
  if (CONDITION.test(heading)) return { kind: 'required', label: '条件' };
  if (NO_FEE.test(text)) return { kind: 'forbidden', label: '禁止收费' };
  if (PENALTY.test(text) && !/^(?:严禁|禁止)|[^，。]{0,16}内?全面禁止/.test(text))
    return { kind: 'penalty', label: '处罚' };
  if (FORBIDDEN.test(text) && /^[^，。]{0,30}(?:严禁|禁止|不得)/.test(text))
    return { kind: 'forbidden', label: '禁止' };
  if (PROSECUTED.test(text)) return { kind: 'forbidden', label: '查处' };
  if (MONEY.test(text) && MONEY_FOR.test(text)) return { kind: 'amount', label: '金额' };
  if (DEADLINE.test(text)) return { kind: 'deadline', label: '期限' };
  if (FORBIDDEN.test(text)) return { kind: 'forbidden', label: '禁止' };
  if (STOPPED.test(text) && !FREE.test(text)) return { kind: 'forbidden', label: '停止' };
  if (FREE.test(text)) return { kind: 'amount', label: '优惠' };
  if (SHUT.test(text)) return { kind: 'required', label: '关闭' };
  if (PRICE.test(text)) return { kind: 'amount', label: '价格' };
  if (DUE.test(text)) return { kind: 'required', label: '限期' };
  if (APPLY.test(text)) return { kind: 'required', label: '办理' };
  if (PERIOD.test(text)) return { kind: 'period', label: '时间' };
  if (STATED_COUNT.test(text)) return { kind: 'amount', label: '数量' };
  if (REQUIRED.test(text)) return { kind: 'required', label: '要求' };
  return RIGHT.test(text) ? { kind: 'audience', label: '可以' } : null;
}

function isArea(text: string, heading: string): boolean {
  if (ZONED.test(text) || AREA.test(text)) return true;
  if (namesPlaces(text) && (PLACE_WORDS.test(text) || PLACE_WORDS.test(heading))) return true;
  return AREA_HEADING.test(heading) && (text.length > 12 || text.includes('、')) && !/[应须]|禁止|严禁/.test(text);
}

const ZONES_OF =
  /(?:下列|以下)[^，。]{0,8}(?:区域|范围|场所|路段|地点)|(?:区域|范围|场所|路段|地点)(?:为|如下|包括)?$|^重点/;

/** What the line that leads to a list makes of its items: `下列区域禁止燃放` lists areas, `应当符合以下条件` conditions. */
export function kindOfStem(lead: string, heading: string): FactKind | null {
  if (CONDITIONS_OF.test(lead)) return { kind: 'required', label: '条件' };
  if (/时限|期限/.test(lead)) return { kind: 'deadline', label: '期限' };
  if (/(?:材料|资料|证件|证明)$/.test(lead)) return { kind: 'required', label: '材料' };
  if (ZONES_OF.test(lead)) return { kind: 'area', label: '范围' };
  return kindOfFact(lead, heading);
}
