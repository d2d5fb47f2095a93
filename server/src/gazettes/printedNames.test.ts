import { chengjiang } from '../../test/gazettes/factories';
import { parseGazette } from './parseGazette';
import { cityProfile } from './profile';

/** A notice by `city` with its own number, in the layout of a gazette. */
const noticeOf = (city: string, code: string, body = '现就有关事项通知如下，请认真落实。') =>
  `${city}人民政府\n关于做好防汛备汛工作的通知\n${code}〔2024〕15号\n各县（市、区）人民政府：\n${body}\n${city}人民政府\n2024年4月8日`;
const read = (text: string, profile = cityProfile) => parseGazette(text, profile).documents[0];

test.each([
  ['忻州市', '忻政发'],
  ['滨州市', '滨政发'],
  ['大同市', '同政发'],
  ['朝阳市', '朝政发'],
  ['徐州市', '徐政发'],
])('%s keeps its own name and number', (city, code) => {
  expect(read(noticeOf(city, code))).toMatchObject({
    docNo: `${code}〔2024〕15号`,
    title: `${city}人民政府关于做好防汛备汛工作的通知`,
    issuers: [`${city}人民政府`],
  });
});

test('a letter of the city’s own name is read where the rest of the document prints it, and said', () => {
  const document = read(noticeOf('溯州市', '朔政发', '全市各级要抓好落实，朔州市应急管理局要牵头负责。'));
  expect(document).toMatchObject({ issuers: ['朔州市人民政府'], docNo: '朔政发〔2024〕15号' });
  expect(document?.warnings.some((warning) => warning.field === 'issuers')).toBe(true);
});

test('nothing else prints the city: the name stays as printed and is doubted', () => {
  const document = read(noticeOf('溯州市', '溯政发'));
  expect(document).toMatchObject({ issuers: ['溯州市人民政府'], docNo: '溯政发〔2024〕15号' });
  expect(document?.confidence).toBeLessThan(0.75);
});

test('a number of another place under the city’s name stays as printed and is doubted', () => {
  const document = read(noticeOf('朔州市', '忻政发'));
  expect(document?.docNo).toBe('忻政发〔2024〕15号');
  expect(document?.warnings.some((warning) => warning.field === 'docNo')).toBe(true);
  expect(document?.confidence).toBeLessThan(0.75);
});

test('cited and repealed numbers stand as printed, one letter from the city’s own', () => {
  const document = read(
    noticeOf(
      '澄江市',
      '澄政发',
      '根据《某意见》（登政发〔2022〕3号）和《某通知》（橙政办发〔2021〕8号），现通知如下。《旧通知》（澄攻发〔2015〕2号）同时废止。',
    ),
    chengjiang,
  );
  expect(document?.cites).toEqual(['登政发〔2022〕3号', '橙政办发〔2021〕8号']);
  expect(document?.repeals).toEqual(['澄攻发〔2015〕2号']);
});
