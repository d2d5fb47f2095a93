import type { HotTopics } from '@shuozhi/shared/api';
import { currentVocabulary } from '../words';

const SHOWN = 8;
const SHANGHAI_OFFSET_MS = 8 * 3600 * 1000;

/** Topics of this month first, then those of all the year. */
export async function hotTopicsAt(now: Date): Promise<HotTopics> {
  const month = new Date(now.getTime() + SHANGHAI_OFFSET_MS).getUTCMonth() + 1;
  const { hot } = await currentVocabulary();
  const season = hot.filter((topic) => topic.months.includes(month));
  const always = hot.filter((topic) => topic.months.length === 0);
  return { items: [...season, ...always].slice(0, SHOWN).map(({ text }) => ({ text })) };
}
