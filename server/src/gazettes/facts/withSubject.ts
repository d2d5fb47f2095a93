import type { Sentence } from './sentences';

/** Longest value of a fact in the API. */
const LONGEST = 300;
/** A sentence that goes on about what one before it names. */
const GOES_ON =
  /^(?:每|部分|其中|上述|前述|但|同时|超出|超过|否则|逾期|期限|标准|费用|所需|具体|由其|该|此|确因|已|救助标准|补助标准|补贴标准|奖励标准|收费标准|购买|按|并|对其|如|政策|构成犯罪|情节|拒不|第[一二三四五]年|由|未|不得|服务单位|初步|享受|金额|最高|一旦|应|须|经)/;
/** …and one that goes on about the sentence right before it. */
const FROM_BEFORE = /^(?:构成犯罪|情节|其中|拒不|逾期|该|此|但|否则|由其|超出|第[一二三四五]年|服务单位)/;
/** Headings that say no more than the kind of fact does, or no more than that this is a text. */
const PLAIN_HEADING =
  /^(?:.{0,8}(?:范围|区域|对象|期限|时间|要求|规定|措施|内容|条件|任务|目标|地区))$|总\s?则|附\s?则|其他|起草|决定和公布|附件|(?:办法|细则|规定|方案|预案|条例|意见|措施|制度|规划|政策|安排|保障|落实|支持)$|[（）()]|^(?:加强|强化|推进|推动|做好|落实|健全|建立|提升|优化|加快|持续|深入|全面|严控|进一步|开展|完成|实施|坚持|广泛|支持(?!性))/;
const LONGEST_WITH_HEADING = 200;
const LONGEST_HEADING = 30;

/** Cut where a clause ends, and shown to go on: a rule without its exception must not look whole. */
export function shortened(value: string): string {
  if (value.length <= LONGEST) return value;
  const room = value.slice(0, LONGEST - 2);
  const end = ['。；，', '、']
    .map((marks) => Math.max(...[...marks].map((mark) => room.lastIndexOf(mark))))
    .find((at) => at > LONGEST / 2);
  return `${room.slice(0, end)}……`;
}

/** The statement with what it is about: the sentence it goes on from, or the heading, where it does not say so itself. */
export function withSubject(sentence: Sentence): string {
  const { text, heading, lead, under } = sentence;
  if (under) return `${lead}：${text}`;
  const from = lead !== '' && GOES_ON.test(text) ? goesOnFrom(sentence) : null;
  const said = from === null ? text : `${from}。${text}`;
  const isPlain = heading === '' || PLAIN_HEADING.test(heading) || heading.length > LONGEST_HEADING;
  return isPlain || said.includes(heading) || said.length > LONGEST_WITH_HEADING ? said : `${heading}：${said}`;
}

/** The sentence before where both speak of the same thing, else the one that opens the paragraph. */
function goesOnFrom({ text, lead, before }: Sentence): string {
  const opening = text.slice(0, 4);
  return before !== '' && (FROM_BEFORE.test(text) || before.includes(opening)) ? before : lead;
}
