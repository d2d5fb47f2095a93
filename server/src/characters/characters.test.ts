import { plainRadicals, simplified } from '.';

test.each([
  ['⼈⺠政府⽂件', '人民政府文件'],
  ['⺙⻏⻓', '攵阝长'],
  ['人民政府', '人民政府'],
])('radicals stand for characters: %s', (printed, read) => {
  expect(plainRadicals(printed)).toBe(read);
});

test('traditional characters are read as simplified ones', () => {
  expect(simplified('關於實行森林防火戒嚴的通告')).toBe('关于实行森林防火戒严的通告');
  expect(simplified('关于放假的通知')).toBe('关于放假的通知');
});
