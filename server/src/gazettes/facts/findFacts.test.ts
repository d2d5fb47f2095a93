import { chengjiang, linesOf, syntheticDocuments } from '../../../test/gazettes/factories';
import { parseGazette } from '../parseGazette';

const factsOf = (lines: readonly string[]) => {
  const { blocks, keyFacts } = parseGazette(lines.join('\n'), chengjiang).documents[0]!;
  return { blocks, facts: keyFacts.map(({ kind, value }) => [kind, value]), keyFacts };
};
const [ban, , aid] = syntheticDocuments;

test('a public ban: when, where, what, penalty, whom to call', () => {
  const { facts, keyFacts, blocks } = factsOf(linesOf(ban!));
  expect(facts).toEqual([
    ['period', '2021年3月1日至2021年6月30日'],
    ['area', '东湖全部水域及其岸线以外五十米以内的区域'],
    ['forbidden', '禁止以任何方式垂钓、捕捞'],
    ['forbidden', '禁止携带渔具进入上述区域'],
    ['penalty', '违反本通告规定的，由农业农村部门依法予以处罚'],
    ['hotline', '0990-2216688'],
  ]);
  for (const { source } of keyFacts) expect(JSON.stringify(blocks[source.block])).toContain(source.quote);
});

test('amounts of a benefit', () => {
  expect(factsOf(linesOf(aid!)).facts).toContainEqual(['amount', expect.stringContaining('每人每月720元')]);
});

test('names, posts and private numbers never become facts', () => {
  const roster = [
    '附件',
    '领导小组名单',
    '组 长：李 明 副市长 13900001111',
    '副组长：王 强 市财政局局长',
    '联系人：赵某，咨询电话：13800002222。',
  ];
  const { facts } = factsOf([...linesOf(ban!), ...roster]);
  expect(JSON.stringify(facts)).not.toMatch(/139|138|李 明|王 强|赵某/);
});
