import type { FactKind } from './kindOfFact';
import type { Sentence } from './sentences';
import { mainClause, namesPeople, whoActs } from './whoActs';

/** To whom a document speaks: to all (通告), by rules (第…条), or through its offices (方案). */
export type Voice = 'public' | 'rule' | 'office';

/** Openings, closings and what only hands a text on. */
const SAYS_NOTHING =
  /印发给你们|^为此，|转发给你们|贯彻(?:执行|落实)$|遵照执行$|认真(?:抓好)?(?:贯彻)?落实$|如下[：:]?$|^特此|^(?:根据|按照|为(?!确诊|残疾)|依据|依照|鉴于)[^，]{0,60}，?(?:现|特|结合|经)|制定本|已经[^，。]{2,30}(?:同意|通过)，现/;
/** Parts of a plan that speak to offices only. */
const OFFICE_HEADING =
  /目标|总体要求|指导思想|基本原则|组织领导|组织实施|保障措施|职责|责任落实|责任分工|工作机制|工作要求|督导|考核|组织保障|决战保障|宣传引导|宣传教育/;
/** Matters between and inside offices. */
const INTERNAL =
  /干部|公职人员|工作人员|领班|带班|值班|考核|问责|约谈|通报批评|督查|督导|台账|专班|领导小组|部门联动|联动机制|会商|报送[^，。]{0,10}(?:办公室|政府|人大)|年度财政预算|预算|资金安排|财政(?:共同)?负担|人大批准|绩效|工作方案|宣传|责任制|网格|迟报|瞒报|上报|负责人|减排清单|修订|^[^，。]{0,16}(?:资金|经费|费用)[^，。]{0,12}(?:由|列入|按)[^。]{0,16}(?:财政|比例)/;
/** …whoever they are set to. */
const INTERNAL_ALWAYS =
  /不作为|依纪|共同事权|财政共同负担|财政部门商定|同级人大|纳入[^，。]{0,10}预算|工作专班|督导检查|主体责任|属地责任|领导小组(?:初审|研究|审定)|^(?:支持|鼓励)有条件的地方|补助地方/;
/** Rules about documents bind those who write them. */
const OF_DOCUMENTS = /规范性文件|制定机关|起草(?:部门|单位)|备案审查|合法性审核|实施后评估|评估报告/;
const OF_DOCUMENTS_FOR_ALL = /公民、?法人|自动失效|施行|企业|行业协会|公开发布|建议|每隔|废止|不得以/;
/** Tasks without a subject are set to offices. */
const TASK =
  /^(?:要(?!求)|加强|加大|建立|健全|完善|推进|推动|落实|强化|深化|组织|建设(?!单位)|充分|积极|切实|加快|深入|认真|大力|坚持|提升|提高|优化|统筹|压实|开展|做好|广泛|引导|指导|督促|创新|支持(?:建设|各县)|依托|聚焦|围绕|通过|发挥|制定|全面|持续|严格落实|确保|逐步|探索|研究|综合考虑|合理制定|妥善处理|及时拨款|应及时拨款|设立专人|指定专人|安排专人|广泛宣传|以[^，]{2,20}为(?:主|目标|重点|指导))/;
/** What a rule says of itself and of those who make it. */
const ABOUT_ITSELF = /^(?:为了?[^，]{2,60}，|根据|按照|依据|本(?:办法|细则|规定)由|市?人民政府负责)/;
/** What an office does for someone who asked: it is that person's right. */
const OWED =
  /(?:向|对|给|为)(?:[^，。]{0,10})(?:申请人|申领人|举报人|当事人|监护人|用户|参保人|群众|家庭)[^，。]{0,10}(?:说明|告知|答复|发放|退还|支付|兑付)|说明理由|(?:给予|予以)(?:报销|退还|返还)|家庭给予[^。]{0,24}(?:补贴|补助)|发放[^，。]{0,6}(?:奖金|补贴|补助)/;
/** Firm statements: they hold whoever sees to them. */
const FIRM = new Set([
  '条件',
  '材料',
  '对象',
  '范围',
  '指什么',
  '查处',
  '期限',
  '限期',
  '主管',
  '价格',
  '废止',
  '关闭',
]);
/** These hold too, but where they open like a task they are one, unless they name a sum. */
const FIRM_UNLESS_TASK = new Set(['禁止收费', '处罚', '禁止', '金额', '优惠', '停止', '办理', '时间', '数量']);
const SUM = /免征|减征|减按|缓缴|暂退|退还|\d(?:万|亿)?元|\d%|零租金|免费|\d{4}年\d{1,2}月/;
/** A rule about a thing, whoever sees to it: `对所有用作经营场所的自建房，必须…`. */
const RULE_ABOUT_THING = /^(?:对|凡|所有|[^，。]{2,60}，?(?:必须|一律|应当|不得))[^。]*(?:必须|一律|应当|不得)/;
/** In a plan for offices only what bans, pays, asks or ends something for people is a fact for them. */
const ACTS =
  /\d+(?:\.\d+)?(?:万|亿)?元|\d%|免征|免收|减免|免费|减按|缓缴|退还|暂退|退税|不得|严禁|禁止|取消|必须|应当|须(?!知)|提出申请|书面申请|报销|视为|承担|适用|扣除|享受|优先|\d+个?(?:月|年|工作日)|按[^，。]{2,20}(?:执行|收取|计)|政府(?:定价|指导价)|允许/;

/** The sentence that names the subject: its own, or the paragraph's first where it goes on about that one. */
function actorOf({ text, lead, under }: Sentence): ReturnType<typeof whoActs> {
  const own = whoActs(under ? `${lead}：${text}` : text);
  if (own !== null || under || lead === '') return own;
  return /^(?:对|应|须|要|并|将|及时|按|定期|配置|需要|确保|不得|建立|健全)/.test(text) && whoActs(lead) === 'office'
    ? 'office'
    : null;
}

/**
 * Whether a statement speaks to residents: in a public notice every order does that is not set to an office, in issued
 * rules (第…条) all that is no office's task, elsewhere what is firm or names those outside the offices.
 */
export function speaksToResidents(sentence: Sentence, kind: FactKind, voice: Voice): boolean {
  const { text, lead, heading, section } = sentence;
  if (SAYS_NOTHING.test(text) || INTERNAL_ALWAYS.test(text)) return false;
  const named = actorOf(sentence);
  const isTask = TASK.test(text) || TASK.test(mainClause(text));
  const actor = named === 'people' && isTask ? null : named;
  if (actor === 'office')
    return OWED.test(text) || kind.label === '主管' || (kind.label === '范围' && /(?:公布|划定为)/.test(text));
  if (voice === 'public') return true;
  if (INTERNAL.test(text) && actor !== 'people' && kind.label !== '查处') return false;
  if (voice === 'rule')
    return (
      (kind.label !== '要求' || !isTask) &&
      !ABOUT_ITSELF.test(text) &&
      (kind.kind === 'forbidden' || !OF_DOCUMENTS.test(text + heading + lead) || OF_DOCUMENTS_FOR_ALL.test(text))
    );
  if (OFFICE_HEADING.test(heading) || OFFICE_HEADING.test(section))
    return actor === 'people' || (kind.label === '处罚' && /^对|将[^，。]{4,40}纳入/.test(text));
  if (FIRM.has(kind.label)) return true;
  if (FIRM_UNLESS_TASK.has(kind.label)) return !isTask || SUM.test(text);
  if (actor === 'people' || RULE_ABOUT_THING.test(text)) return true;
  return namesPeople(text + lead + heading) && !isTask && ACTS.test(text);
}
