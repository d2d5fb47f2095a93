import type { ClassifiedLine } from '../lines/classifyLines';
import type { Change } from './changes';

/** A part of a document that lists others under what becomes of them. */
export interface ListSection {
  /** First source line below the heading. */
  from: number;
  heading: string;
  effect: Change['effect'] | null;
}

const STATE = /(继续有效|继续执行|予以保留|保留|修改|修订|废止|失效|停止执行|作废)/g;
const LONGEST = 48;

/**
 * Headings of a cleared list of documents (清理结果, 决定废止的文件目录, 宣布失效的规范性文件): what each says of the
 * documents below it, up to the next heading. `effect` is null for those that stay as they are.
 */
export function listSections(lines: readonly ClassifiedLine[], title: string): ListSection[] {
  if (!/废止|失效|清理|继续有效|停止执行|修改/.test(title)) return [];
  return lines.flatMap((line) => {
    const { compact } = line;
    if (compact.length > LONGEST || /[；《》，]|。./.test(compact) || /〔\d{4}〕/.test(compact)) return [];
    // A sentence of its own is no heading, but `决定废止下列文件。` leads to a list.
    if (compact.endsWith('。') && !/下列|以下/.test(compact)) return [];
    if (!/目录|清单|文件|规章|通知|办法|\d+件|如下|名单/.test(compact)) return [];
    const states = [...compact.matchAll(STATE)].map(([word]) => word);
    if (new Set(states.map(effectOf)).size !== 1) return [];
    return [{ from: line.no + 1, heading: compact, effect: effectOf(states[0] ?? '') }];
  });
}

function effectOf(state: string): Change['effect'] | null {
  if (/废止|失效|停止|作废/.test(state)) return 'repealed';
  return /修改|修订/.test(state) ? 'amended' : null;
}
