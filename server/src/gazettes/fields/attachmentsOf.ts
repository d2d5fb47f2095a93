import type { ClassifiedLine } from '../lines/classifyLines';
import type { Attachment } from '../types';

const ABSENT = /见网络版|网络版|详见(?:市|县|区)?(?:政府)?(?:网站|官网)|此略|[（(]略[）)]|附件略/;
const NUMBERED = /^(?:附件|附表)?([0-9]{1,2}|[一二三四五六七八九十])[.、．：:]/;

/**
 * 附件说明: the annexes a body lists (`附件：1.…` with the numbers going on below), else the heads of the annexes
 * themselves. `available` is false when the text sends readers to the web edition and holds no annex.
 */
export function attachmentsOf(lines: readonly ClassifiedLine[]): Attachment[] {
  const at = lines.findIndex((line) => line.annexList);
  if (at < 0) return annexHeads(lines);
  const titles = listedTitles(lines, at);
  return titles.map((title, index) => ({
    title: title.replace(/[（(](?:见网络版|略|此略)[）)]/, ''),
    available: !ABSENT.test(title) && holdsAnnex(lines.slice(at + 1), title, index + 1, titles.length),
  }));
}

/** Whether the file holds an annex: its head (附件2), the only head for the only annex, or its title on a line of its own. */
function holdsAnnex(below: readonly ClassifiedLine[], title: string, number: number, count: number): boolean {
  const name = title.replace(/[。；]$/, '');
  return below.some(
    (line) =>
      (line.annexMark && (count === 1 || new RegExp(`附[件表录图]\\s*${number}(?!\\d)`).test(line.compact))) ||
      (name.length >= 4 && line.compact === name),
  );
}

function listedTitles(lines: readonly ClassifiedLine[], at: number): string[] {
  const first = (lines[at]?.compact ?? '').replace(/^附(?:件|表)[0-9一二三四五六七八九十]{0,2}[：:]/, '');
  const titles = [first.replace(NUMBERED, '')];
  const numbered = NUMBERED.test(first);
  for (let index = at + 1, seen = 0; index < lines.length && seen < 40; index += 1) {
    const compact = lines[index]?.compact ?? '';
    if (compact === '') continue;
    seen += 1;
    const unfinished = !/[。）)》]$|名单$|方案$|目录$|[一-鿿]表$|办法$|名册$/.test(titles.at(-1) ?? '');
    if (numbered && NUMBERED.test(compact)) titles.push(compact.replace(NUMBERED, ''));
    else if (compact.length <= 12 && unfinished && !/人民政府|办公室|局$|\d{4}年|^附件|此件/.test(compact))
      titles[titles.length - 1] += compact;
    else break;
  }
  return titles.filter((title) => title !== '');
}

function annexHeads(lines: readonly ClassifiedLine[]): Attachment[] {
  const found: Attachment[] = [];
  lines.forEach((line, index) => {
    if (!line.annexMark) return;
    const next = lines.slice(index + 1, index + 6).find((other) => other.text !== '');
    if (next !== undefined && next.compact.length <= 60)
      found.push({ title: next.compact, available: !ABSENT.test(next.text) });
  });
  return found;
}
