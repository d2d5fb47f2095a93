import { attribute, element, elements, isOn, type XmlNode } from '../xmlTree';
import { formatNumber } from './numberFormats';

const LEVELS = 9;

interface Level {
  start: number;
  format: string;
  text: string;
  suffix: string;
  legal: boolean;
  /** A level of this number or above restarts this one; 0: nothing does. Undefined: any level above. */
  restart: number | undefined;
  /** The paragraph style that carries this level. */
  style: string | undefined;
}

interface List {
  /** Lists of one abstract definition count on together. */
  counter: string;
  levels: Map<number, Level>;
  starts: Map<number, number>;
}

export interface Label {
  text: string;
  /** A number format that is not known; its number is written in digits. */
  unknownFormat: string | null;
}

const number = (text: string | undefined, otherwise: number): number => {
  const value = Number(text);
  return text === undefined || !Number.isInteger(value) || value < 0 ? otherwise : value;
};

function levelOf(node: XmlNode): Level {
  const value = (...path: string[]): string | undefined => attribute(element(node, ...path), 'val');
  const restart = value('lvlRestart');
  return {
    start: number(value('start'), 0),
    // A format outside the standard list stands in an alternative with a custom format inside.
    format: value('numFmt') ?? attribute(element(node, 'AlternateContent', 'Fallback', 'numFmt'), 'val') ?? 'decimal',
    text: value('lvlText') ?? '',
    suffix: value('suff') ?? 'tab',
    legal: isOn(element(node, 'isLgl')),
    restart: restart === undefined ? undefined : number(restart, 0),
    style: value('pStyle'),
  };
}

function levelsOf(node: XmlNode | undefined): Map<number, Level> {
  return new Map(elements(node, 'lvl').map((level) => [number(attribute(level, 'ilvl'), 0), levelOf(level)]));
}

/** The automatic numbers of a Word file (numbering.xml), counted as its paragraphs come. */
export class Numbering {
  private readonly lists = new Map<string, List>();
  private readonly counts = new Map<string, (number | undefined)[]>();
  private readonly restarted = new Set<string>();

  constructor(root: XmlNode | null) {
    const abstracts = new Map(elements(root, 'abstractNum').map((node) => [attribute(node, 'abstractNumId'), node]));
    const byStyle = new Map(
      [...abstracts.values()].map((node) => [attribute(element(node, 'styleLink'), 'val'), node] as const),
    );
    for (const node of elements(root, 'num')) {
      const abstract = abstracts.get(attribute(element(node, 'abstractNumId'), 'val'));
      const linked = attribute(element(abstract, 'numStyleLink'), 'val');
      const definition = linked === undefined ? abstract : (byStyle.get(linked) ?? abstract);
      const levels = levelsOf(definition);
      const starts = new Map<number, number>();
      for (const override of elements(node, 'lvlOverride')) {
        const at = number(attribute(override, 'ilvl'), 0);
        const level = element(override, 'lvl');
        if (level !== undefined) levels.set(at, levelOf(level));
        const start = attribute(element(override, 'startOverride'), 'val');
        if (start !== undefined) starts.set(at, number(start, 1));
      }
      const counter = attribute(definition, 'abstractNumId') ?? '';
      this.lists.set(attribute(node, 'numId') ?? '', { counter, levels, starts });
    }
  }

  /** The level of a list that a paragraph style carries; undefined when none does. */
  levelOfStyle(list: string, style: string): number | undefined {
    return [...(this.lists.get(list)?.levels ?? [])].find(([, level]) => level.style === style)?.[0];
  }

  /** Counts a paragraph of this list and level; null when the file does not define them. */
  next(listId: string, at: number): Label | null {
    const list = this.lists.get(listId);
    const level = list?.levels.get(at);
    if (list === undefined || level === undefined || at >= LEVELS) return null;
    const counts = this.counts.get(list.counter) ?? [];
    this.counts.set(list.counter, counts);
    this.count(list, listId, at, counts);
    return this.label(list, level, counts);
  }

  private count(list: List, listId: string, at: number, counts: (number | undefined)[]): void {
    for (let above = 0; above < at; above += 1) counts[above] ??= list.levels.get(above)?.start ?? 1;
    const override = list.starts.get(at);
    const key = `${listId} ${at}`;
    if (override !== undefined && !this.restarted.has(key)) counts[at] = override;
    else counts[at] = counts[at] === undefined ? (list.levels.get(at)?.start ?? 1) : counts[at] + 1;
    this.restarted.add(key);
    for (let below = at + 1; below < LEVELS; below += 1) {
      const restart = list.levels.get(below)?.restart;
      if (restart === undefined || at < restart) counts[below] = undefined;
    }
  }

  private label(list: List, level: Level, counts: readonly (number | undefined)[]): Label {
    if (level.format === 'bullet') return { text: '● ', unknownFormat: null };
    let unknownFormat: string | null = null;
    const text = level.text.replace(/%(\d)/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const format = level.legal ? 'decimal' : (list.levels.get(at)?.format ?? 'decimal');
      const value = counts[at] ?? list.levels.get(at)?.start ?? 1;
      const written = formatNumber(format, value);
      if (written === null) unknownFormat = format;
      return written ?? String(value);
    });
    // 一、 and （一） are set close to their text, 第一条 and 1. apart from it.
    const close = level.suffix === 'nothing' || /[、）)]$/.test(text) || text === '';
    return { text: close ? text : `${text} `, unknownFormat };
  }
}
