import type { Attachment, SourceLine } from '../types';
import { squeeze } from '../lines/squeeze';
import { isAnnexList, isAnnexMark } from '../documents/lineRoles';

const ABSENT = /见网络版|网络版|详见(?:市|县|区)?(?:政府)?(?:网站|官网)|此略|[（(]略[）)]|附件略/;
const NUMBERED = /^(?:附件|附表)?([0-9]{1,2}|[一二三四五六七八九十])[.、．：:]/;

/**
 * 附件说明: the annexes a body lists (`附件：1.…` with the numbers going on below), else the heads of the annexes
 * themselves. `available` is false when the text sends readers to the web edition and holds no annex.
 */
export function attachmentsOf(lines: readonly SourceLine[]): Attachment[] {
  const at = lines.findIndex((line) => isAnnexList(line.text));
  const heads = lines.filter((line) => isAnnexMark(line.text)).length;
  if (at < 0) return annexHeads(lines);
  const titles = listedTitles(lines, at);
  return titles.map((title) => ({
    title: title.replace(/[（(](?:见网络版|略|此略)[）)]/, ''),
    available: !ABSENT.test(title) && (heads > 0 || !lines.some((line) => ABSENT.test(line.text))),
  }));
}

function listedTitles(lines: readonly SourceLine[], at: number): string[] {
  const first = squeeze(lines[at]?.text ?? '').replace(/^附(?:件|表)[0-9一二三四五六七八九十]{0,2}[：:]/, '');
  const titles = [first.replace(NUMBERED, '')];
  const numbered = NUMBERED.test(first);
  for (let index = at + 1, seen = 0; index < lines.length && seen < 40; index += 1) {
    const squeezed = squeeze(lines[index]?.text ?? '');
    if (squeezed === '') continue;
    seen += 1;
    const unfinished = !/[。）)》]$|名单$|方案$|目录$|[一-鿿]表$|办法$|名册$/.test(titles.at(-1) ?? '');
    if (numbered && NUMBERED.test(squeezed)) titles.push(squeezed.replace(NUMBERED, ''));
    else if (squeezed.length <= 12 && unfinished && !/人民政府|办公室|局$|\d{4}年|^附件|此件/.test(squeezed))
      titles[titles.length - 1] += squeezed;
    else break;
  }
  return titles.filter((title) => title !== '');
}

function annexHeads(lines: readonly SourceLine[]): Attachment[] {
  const found: Attachment[] = [];
  lines.forEach((line, index) => {
    if (!isAnnexMark(line.text)) return;
    const next = lines.slice(index + 1, index + 6).find((other) => other.text !== '');
    if (next !== undefined && squeeze(next.text).length <= 60)
      found.push({ title: squeeze(next.text), available: !ABSENT.test(next.text) });
  });
  return found;
}
