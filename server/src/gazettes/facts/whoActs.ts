/** Who a statement is set to: an office, someone outside the offices, or nobody it names. */
export type Actor = 'office' | 'people' | null;

/** Offices whose name alone tells, without a verb behind it. */
const OFFICE_BY_NAME =
  '(?:各级(?!党政机关)|各县|各区|各部门|各乡|各镇|各街道|各有关|各责任|各地|各单位|各成员|市直|县级|市级|县、|市、县|省市|全市各级|相关部门|有关部门|有关单位|行业主管|主管部门|牵头|领导小组|办公室|专班)';
const ORGAN =
  '(?:部门|局|委员会|管委会|办公室|人民政府|政府(?!定价|指导价)|机关|残联|残联组织|指挥部|领导小组|宣传部|总队|支队|大队|街道办事处|乡镇|委|(?:管理|监督|监管|审核|执法|经办|制定|登记|审批|起草|评估)(?:机构|机关|单位))';
const OFFICE_VERB =
  '(?:应当|应|要|须|负责|必须|不得|会同|牵头|按照|按|依法|组织|将|对|在|根据|及时|做好|切实|具体|予以|审核|汇总|进行|加强|建立|统筹|领导|指导|定期|履行|查明|可以|可|结合|采取|督促|协调|配合|落实|主要负责人)';
const OFFICE = new RegExp(
  `^(?:（[^）]*）)?(?:由|同时，?)?(?:${OFFICE_BY_NAME}|负责[^，。]{2,40}(?:部门|机构)|[\\u4e00-\\u9fa5、（）()]{1,40}?${ORGAN}(?:和[^，。]{1,20})?${OFFICE_VERB})`,
);

/** Those who act or get something outside the offices. */
const PERSON =
  '(?:个人|居民|村民|市民|群众|用户|业主|住户|消费者|公民|申请人|申请单位|举报人|监护人|儿童|患者|病例|老年人|老人|学生|考生|家长|家庭|农户|农民|驾驶人|司机|乘客|旅客|车主|车辆|机动车|电动自行车|商户|企业|经营者|经营户|经营单位|个体工商户|纳税人|缴费人|承租人|承租|建设单位|施工单位|生产单位|从业人员|用人单位|失业人员|毕业生|职工|军人|残疾人|残疾儿童|孤儿|物业|餐饮|培训机构|康复机构|金融机构|参保人|任何单位|单位和个人|组织和个人|产权人|使用人|所有人|投资者|投资人|买受人|法人|养犬人|犬主|热用户|游客|旅行社|汽修|工地)';
const PEOPLE = new RegExp(PERSON);
/** People, firms or their things as the subject of the clause. */
const PEOPLE_FIRST = new RegExp(
  `^(?:对|对于|为|凡|经|由)?(?:[^，。]{0,30}的|[^，。]{0,24}(?:和|及))?[^，。的要应须将把向对为在]{0,10}${PERSON}`,
);

/** A clause that only says when, where, why or of whom, before the one that says what. */
const ADVERBIAL =
  /^(?:自|从|在|对|对于|为|为了|经|因|由于|按|按照|根据|依据|依照|除|如|若|凡|当|截至|同时|此外|其中|原则上|\d{4}年|\d+月)|(?:时|后|前|内|期间|的|外|以来|情况下|起|基础上|过程中)$/;
const MODAL = /应当|必须|不得|严禁|禁止|须(?!知)|应(?!急|对|用|届|诊)|要(?!求|素|点)|负责|可以/;

/** The clauses up to and with the one that says what is to be done. */
function untilMain(text: string): string[] {
  const clauses = text.split(/[，,]/);
  const main = clauses.findIndex((clause) => !ADVERBIAL.test(clause) || MODAL.test(clause));
  return clauses.slice(0, (main < 0 ? 0 : main) + 1);
}

/** The clause that says what is to be done, after those that say when, where and of whom. */
export const mainClause = (text: string): string => untilMain(text).at(-1) ?? text;

/** Whether a statement is about those outside the offices anywhere in it. */
export const namesPeople = (text: string): boolean => PEOPLE.test(text);

/**
 * Who a statement is set to, by its first clauses. `违反…的，由某部门处罚` and `费用…，由某局报销` name an office as the
 * agent only: they are about the one before the comma.
 */
export function whoActs(text: string): Actor {
  const clauses = untilMain(text);
  const byOffice = clauses.some((clause, at) => OFFICE.test(clause) && (at === 0 || !clause.startsWith('由')));
  if (byOffice) return 'office';
  return clauses.some((clause) => PEOPLE_FIRST.test(clause)) ? 'people' : null;
}

/** `各部门要严格审批，产权人…必须取得合格证明`: of a sentence that begins with an office, the part set to people. */
export function withPeoplesPart<T extends { text: string }>(sentence: T): T {
  if (whoActs(sentence.text) !== 'office') return sentence;
  const clauses = sentence.text.split('，');
  const at = clauses.findIndex(
    (clause, index) => index > 0 && PEOPLE_FIRST.test(clause) && !OFFICE.test(clause) && MODAL.test(clause),
  );
  return at < 0 ? sentence : { ...sentence, text: clauses.slice(at).join('，') };
}
