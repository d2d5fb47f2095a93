import type { KeyFact } from '@shuozhi/shared/api';

/** Kind of a statement and the word a reader sees for it. */
export interface FactKind {
  kind: KeyFact['kind'];
  label: string;
}

/** `除…外`, `经批准的除外`: an exception stays with its rule. */
const PENALTY =
  /罚款|予以处罚|给予处罚|(?:依法|从严|从重|严肃)(?:予以|给予|进行|从严|从重)*(?:处罚|查处|处理|惩处|追究|处置)|追究[^，。]{0,16}责任|拘留|刑事责任|黑名单|失信|取消[^，。]{0,12}资格|视为[^，。]{0,8}放弃|收回[^，。]{0,12}(?:资金|补贴)|吊销|责令/;
const MONEY = /\d+(?:\.\d+)?(?:万|亿|百|千)?元|\d+(?:\.\d+)?%/;
const MONEY_FOR =
  /救助|补助|补贴|奖励|给予|资助|报销|收费|标准|贴息|扶持|最高|不超过|减免|免征|减征|减半|退还|缓缴|费率|税率|价格|租金|贷款|限额|生活费|费用|支付|返还|降低|优惠/;
/** A fee that may no longer be asked for. */
const NO_FEE =
  /取消[^。；]{0,80}费|(?:不得|严禁|禁止|不再)(?:再)?(?:向[^，。]{1,16})?(?:另行)?(?:收取|加收|计收|收费)|停止收取/;
const IN_CHARGE = /(?:是|为)[^，。]{0,30}主管(?:部门|机关)|主管(?:部门|机关)(?:是|为)/;
const ZONED = /(?:划定|确定)[^，。]{0,24}公布[^，。]{0,12}(?:区域|范围)/;
const FREE = /免费|免收|减免|免征|免除|全额(?:补助|补贴|返还|退还)|缓缴|延期缴纳|补贴|补助|报销|奖励/;
const FORBIDDEN =
  /(?:严禁|禁止|不得|不准|不许|谢绝|劝返|停办|停业|停运|停止|暂停|暂行关闭|一律关闭|一律取消|全部关闭|关闭(?!时间)|取消(?:[^，。]{0,10})(?:收费|费|活动|聚集)|严控|不再(?:收取|享受|受理))/;
const DEADLINE =
  /(?:申报|申请|报名|缴纳|登记|办理|提交|领取|认领|备案|报送|报告|整改|答复)[^。；]{0,30}(?:\d+月\d+日|\d+个?工作日|\d+日|\d+天|\d+个月|\d+小时)(?:前|内|之前|以前)|(?:\d+月\d+日|\d+个?工作日|\d+个月|\d+小时|\d+日)(?:前|内|之前|以前)[^。；]{0,24}(?:申报|申请|报名|缴纳|登记|办理|提交|领取|认领|报告)|截止(?:时间|日期)?(?:为|至|到|：)/;
const APPLY =
  /(?:提出|递交|提交|书面)?申请|申报|报名|(?:凭|持)[^，。]{2,30}(?:办理|领取|购买|报销)|向[^，。]{2,40}(?:申请|申报|反映|提出|报告|登记)|代为(?:申请|办理)|自行购置|受理/;
const AUDIENCE =
  /^本(?:办法|细则|规定|通告|方案|政策|措施|制度)[^，。]{0,10}适用于|(?:救助|补贴|补助|支持|奖励|资助|保障|服务|申报|接种|招生|适用|参保)对象(?:为|是|主要为|包括|：)|适用范围(?:为|是|包括)/;
const AREA =
  /东至.{1,40}(?:西|南|北)至|(?:禁火|禁燃|禁放|禁牧|管控|限行|封闭)区(?:域)?(?:为|包括|：)|为禁(?:火|燃|放|牧|渔|猎)区/;
const AREA_HEADING = /(?:范围|区域|路段|地点|场所)$/;
const AUDIENCE_HEADING = /(?:对象|适用范围|人群)$/;
const CONDITION_HEADING = /(?:条件|资格)$/;
const RIGHT = /可以|有权|享受|优先|自主选择|自愿|鼓励|欢迎|可(?:向|按|由|选择|申请|委托|延长)|不影响/;
const REQUIRED =
  /必须|应当|须(?!知)|应(?!急|对|用|届|诊)|一律|需(?!求|要的)|不少于|不低于|实行|主动|要(?!求|素|点|件)|负责|承担|由[^，。]{2,30}(?:承担|支付|负担|制定|结算)|实施|进行|做到|按[^，。]{2,30}(?:执行|收取|计费|计价)/;

/** What a statement says to a resident; null when it says nothing one could act on. The first kind that fits counts. */
export function kindOfFact(text: string, heading: string): FactKind | null {
  if (IN_CHARGE.test(text)) return { kind: 'required', label: '主管' };
  if (ZONED.test(text) || AREA.test(text) || (AREA_HEADING.test(heading) && !/[应须]|禁止|严禁/.test(text)))
    return { kind: 'area', label: '范围' };
  if (AUDIENCE.test(text) || AUDIENCE_HEADING.test(heading)) return { kind: 'audience', label: '对象' };
  if (CONDITION_HEADING.test(heading)) return { kind: 'required', label: '条件' };
  if (PENALTY.test(text) && !/^(?:严禁|禁止)/.test(text)) return { kind: 'penalty', label: '处罚' };
  if (NO_FEE.test(text)) return { kind: 'forbidden', label: '禁止收费' };
  if (MONEY.test(text) && MONEY_FOR.test(text)) return { kind: 'amount', label: '金额' };
  if (DEADLINE.test(text)) return { kind: 'deadline', label: '截止' };
  if (FORBIDDEN.test(text)) return { kind: 'forbidden', label: '禁止' };
  if (FREE.test(text)) return { kind: 'amount', label: '优惠' };
  if (APPLY.test(text)) return { kind: 'required', label: '办理' };
  if (REQUIRED.test(text)) return { kind: 'required', label: '要求' };
  return RIGHT.test(text) ? { kind: 'audience', label: '可以' } : null;
}

/** Sentences that tell offices what to do are no facts for residents. */
const OFFICES = new RegExp(
  '^(?:（[^）]*）)?(?:由)?(?:各级(?!党政机关)|各县|各区|各部门|各乡|各镇|各有关|各责任|各地|市直|县级|市级|县、|市、县|省市|全市各级|相关部门|有关部门|行业主管|主管部门|牵头|领导小组|办公室|' +
    '[\\u4e00-\\u9fa5、（）()]{1,40}?(?:部门|局|委员会|管委会|办公室|人民政府|政府|机关|残联|残联组织|指挥部|领导小组|宣传部|总队|支队|街道办事处|委)(?:和[^，。]{1,20})?(?:应当|应|要|须|负责|必须|不得|会同|牵头|按照|按|依法|组织|将|对|在|根据|及时|做好|切实|具体|予以|审核|汇总|进行|加强|建立|统筹|领导|指导|定期|履行))',
);
/** An office as the subject of the sentence or of the clause after its condition. */
const isOffice = (text: string): boolean => {
  // `违反…的，由某部门处罚` names who punishes, not who must act.
  const subjects = text.split('，').slice(0, PENALTY.test(text) ? 1 : 2);
  return subjects.some((clause) => OFFICES.test(clause)) && !ZONED.test(text);
};
/** Parts of a plan that speak to offices only. */
const OFFICE_HEADING = /目标|总体要求|指导思想|组织领导|组织实施|保障措施|职责|责任落实|工作机制|工作要求|督导|考核/;
/** Rules about documents bind those who write them. */
const OF_DOCUMENTS = /规范性文件|制定机关|起草(?:部门|单位)|备案审查|合法性审核/;

/** Tasks without a subject are set to offices. */
const TASKS =
  /^(?:要(?!求)|加强|加大|建立|健全|完善|推进|推动|落实|强化|深化|组织|建设|充分|积极|切实|加快|深入|认真|大力|坚持|提升|提高|优化|统筹|压实|开展|做好|广泛|引导|指导|督促|创新|支持(?:建设|各县)|依托|聚焦|围绕|通过|以[^，]{2,20}为(?:主|目标|重点|指导))/;
/** Those who act or get something outside the offices. */
const PEOPLE =
  /个人|居民|村民|市民|群众|用户|业主|住户|消费者|公民|申请人|监护人|儿童|患者|病例|老年人|老人|学生|家长|家庭|农户|农民|驾驶人|司机|乘客|旅客|车主|车辆|商户|企业|经营者|经营户|个体工商户|纳税人|承租|建设单位|施工单位|从业人员|失业|毕业生|职工|职业|军人|残疾|孤儿|物业|快递|外卖|餐饮|培训机构|定点(?:康复)?机构|参保|缴费|收费|价格|救助|低保|最低生活保障|补贴|补助|举报|奖励|任何单位|单位和个人|自建房|经营场所|产权人|使用人|工地|锅炉|散煤|燃放|迁|买受人|开发|接种|隔离|返(?:乡|岗|校)|来(?:朔|返)|公民、法人|法人/;

/** In a plan for offices only what bans, pays, asks or ends something for people is a fact for them. */
const ACTS =
  /\d+(?:\.\d+)?(?:万|亿)?元|\d%|免征|免收|减免|免费|减按|缓缴|退还|暂退|退税|不得|严禁|禁止|取消|必须|应当|须(?!知)|提出申请|书面申请|报销|视为|承担|适用|扣除|享受|优先|\d+个?(?:月|年|工作日)|按[^，。]{2,20}(?:执行|收取|计)/;
/** People or firms as the subject of the sentence. */
const SUBJECT =
  /^(?:对|为|凡|经|由)?(?:符合[^，。]{0,20}的|具有|持有|已|接受|新建|所有|任何|全市|城镇|农村)?[^，。]{0,12}(?:残疾儿童|监护人|申请人|举报人|居民|村民|用户|个人|市民|群众|产权人|使用人|业主|患者|学生|家庭|纳税人|小微企业|承租|经营者|商户|驾驶人|自建房|快递|外卖|公民)[^，。]{0,40}/;

/** What a rule says of itself and of those who make it. */
const ABOUT_ITSELF = /^(?:为了?[^，]{2,60}，|根据|按照|依据|本(?:办法|细则|规定)(?:由|所称|自)|市?人民政府负责)/;

/**
 * Whether a statement speaks to residents: in a public notice every order does that is not set to an office, in issued
 * rules (第…条) all that is no office's task, elsewhere only what names those outside the offices.
 */
export function speaksToResidents(text: string, heading: string, document: 'public' | 'rule' | 'office'): boolean {
  if (isOffice(text)) return false;
  if (document === 'public')
    return !/^(?:根据|按照|为(?!确诊|残疾)|依据|依照|鉴于)[^，]{0,60}，?(?:现|特|结合|经)|如下[：:]?$|^特此/.test(text);
  if (document === 'rule')
    return (
      !TASKS.test(text) &&
      !ABOUT_ITSELF.test(text) &&
      (!OF_DOCUMENTS.test(text) || /不得|公民|法人|自动失效|施行/.test(text))
    );
  if (OFFICE_HEADING.test(heading)) return false;
  return SUBJECT.test(text) || (PEOPLE.test(text + heading) && !TASKS.test(text) && ACTS.test(text));
}
