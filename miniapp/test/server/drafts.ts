import { addDays, civilDateOf } from '@shuozhi/shared';
import type { NoticeDraftInput } from '@shuozhi/shared/api';

/** A notice for the tests: a ban on open fire in 朔城区 for the coming month. */
export function fireReminder(title = '朔城区春季防火提醒（测试）'): NoticeDraftInput {
  const today = civilDateOf(new Date());
  const text = '从今天起一个月，朔城区林区和草地周边不许动火。看见着火请打12119。';
  return {
    docNo: null,
    title,
    kind: '通告',
    issuers: ['朔知测试'],
    writtenOn: today,
    effectiveFrom: today,
    effectiveTo: addDays(today, 30),
    topics: ['fire'],
    regions: ['140602'],
    summary: '一个月内不许动火，火情打12119',
    hotlines: ['12119'],
    keyFacts: [
      { kind: 'forbidden', label: '禁止', value: '野外用火', source: { quote: text, block: 0 }, confidence: 1 },
    ],
    blocks: [{ type: 'paragraph', text }],
  };
}

/** A plan of 240,000 characters in 120 sections, as long as the longest of a gazette. */
export function longPlan(): NoticeDraftInput {
  const sentence = '这一段只用来测试很长的文件能不能顺利打开，没有别的意思。';
  const section = Array.from({ length: 70 }, () => sentence).join('');
  return {
    ...fireReminder('很长的规划（测试）'),
    effectiveTo: null,
    topics: ['planning'],
    keyFacts: [],
    blocks: Array.from({ length: 120 }, (_, at) => [
      { type: 'heading' as const, level: 1, text: `第${at + 1}节`, anchor: `第${at + 1}节` },
      { type: 'paragraph' as const, text: section },
    ]).flat(),
  };
}
