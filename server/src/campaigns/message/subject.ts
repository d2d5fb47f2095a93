import { levelName, type Level } from '@shuozhi/shared';
import { lengthOf } from './fieldRules';

/** 文种 that end an official title and say nothing to a reader. */
const KIND = /的?(?:紧急)?(?:通知|通告|公告|公示|命令|令|决定|意见|函|批复|办法|方案)$/;
/** Verbs of office work between 关于 and the matter itself, the longest first. */
const BUSY_VERB =
  /^(?:进一步)?(?:全面|切实|持续|严格|扎实)?(?:做好|加强和改进|加强|规范|推进|开展|落实|实施|印发|转发|发布|公布|下达|批转|调整|明确|启动|组织开展)(?=\S{4})/;
/** Openings that every notice of the city has. */
const PLACE = /^(?:全市|我市|本市|朔州市(?:人民政府)?|市区)(?=\S{4})/;
const YEAR = /^\d{4}年(?:度)?(?=\S{4})/;
/** A verb that changes the meaning and is put first: 解除…, 废止…. */
const MATTERS = /^(?:解除|废止|取消|停止|终止|恢复|延长)/;
const FILLERS = /(?:有关|相关)?(?:工作|事项|问题|事宜)$/;

/** The matter of an official title without issuer, verbs of office work and 文种: 关于加强森林草原禁火工作的通告 → 森林草原禁火. */
export function matterOf(title: string): string {
  const flat = title
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const about = flat.indexOf('关于');
  let text = about >= 0 ? flat.slice(about + 2) : flat;
  // A title in book marks is what it is about: 印发《…实施方案》的通知.
  const inner = /《([^《》]{4,})》/.exec(text);
  if (inner?.[1]) text = inner[1].replace(/^.*?关于/, '');
  const cut = (pattern: RegExp): void => {
    const next = text.replace(pattern, '');
    if (lengthOf(next) >= 4) text = next;
  };
  cut(/[（(][^（）()]*[）)]$/);
  cut(KIND);
  if (!MATTERS.test(text)) cut(BUSY_VERB);
  cut(PLACE);
  if (!MATTERS.test(text)) cut(BUSY_VERB);
  cut(FILLERS);
  return text;
}

/** `text` in at most `max` characters; cut after a word boundary we can see, and marked as cut. */
export function shorten(text: string, max: number): string {
  const characters = Array.from(text);
  if (characters.length <= max) return text;
  const head = characters.slice(0, max - 1).join('');
  const boundary = Math.max(...['，', '、', '；', ' ', '及', '和', '与'].map((mark) => head.lastIndexOf(mark)));
  const whole = boundary >= Math.floor((max * 2) / 3) ? head.slice(0, boundary) : head;
  return `${whole}…`;
}

/**
 * The subject of a notice in at most `max` characters: the matter and, when it fits, its day — not a cut-off title.
 * `森林草原禁火 3月26日起`.
 * @param day short form of the period, such as `3月26日起`; null when none is stated
 */
export function subjectOf(title: string, day: string | null, max: number): string {
  const matter = matterOf(title);
  const withoutYear = matter.replace(YEAR, '');
  const withoutPlace = withoutYear.replace(PLACE, '');
  const shorter = withoutPlace.replace(BUSY_VERB, '');
  const candidates = [
    ...(day === null ? [] : [`${matter} ${day}`, `${withoutYear} ${day}`, `${shorter} ${day}`]),
    matter,
    withoutYear,
    withoutPlace,
    shorter,
  ];
  return candidates.find((text) => lengthOf(text) <= max) ?? shorten(shorter, max);
}

/** `暴雨橙色预警` in the title of an alert, without who does what with it. */
const ALERT =
  /(?:.*(?:关于|发布|变更|更新|升级|降级|解除|撤销|启动|继续|调整)(?:为|了)?)?(?<hazard>\p{Script=Han}{1,10}?)(?<colour>[蓝黄橙红]色)?预警/u;

/**
 * What an alert warns of, with its level: `某市气象台发布暴雨橙色预警信号` is `暴雨橙色预警`. The colour is the one that holds
 * now, whatever colour the title changes it from.
 * @returns null when the title names none, or one that is too long
 */
export function alertSubject(title: string, level: Level | null, max: number): string | null {
  const { hazard, colour } = ALERT.exec(title)?.groups ?? {};
  if (hazard === undefined) return null;
  const subject = `${hazard}${level === null ? (colour ?? '') : levelName(level)}预警`;
  return lengthOf(subject) <= max ? subject : null;
}

/** The act at the end of an item's name: what the office does with an application. */
const ACT = /(?:审批|审核|审查|核准|核发|备案|许可|登记|认定|认可|批准|审验|验收|考核|检定|注销|确认|奖励|给付|裁决)$/;
/** `甲、乙、丙等`: the first one stands for all. */
const LISTED = /([^、，,（(]+)、[^，,（(]*?等(?=[^级])/;

/** A first part that says enough by itself: not a reason or a quality. */
const SPEAKING = /^(?!因|由于|专业|跨越|核设施).{5,}$/;

/** The name of an item in at most `max` characters: what it is about, and the act it asks for. */
export function itemSubject(name: string, max: number): string {
  const flat = name.replace(/[（(][^（）()]*[）)]/g, '').trim();
  const first = flat.replace(LISTED, '$1等');
  const act = ACT.exec(flat)?.[0] ?? '';
  const head = flat.split(/[、，,]/)[0] ?? '';
  const candidates = [name, flat, first, ...(SPEAKING.test(head) && head !== flat ? [`${head}等${act}`] : [])];
  const fitting = candidates.find((text) => lengthOf(text) <= max);
  if (fitting !== undefined) return fitting;
  const rest = first.slice(0, first.length - act.length);
  return `${Array.from(rest)
    .slice(0, max - 1 - act.length)
    .join('')}…${act}`;
}
