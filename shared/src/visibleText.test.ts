import { normalDocNo, visibleText } from './visibleText';

test.each([
  '测政发〔2026〕9号',
  ' 测政发〔2026〕9号 ',
  '测政发〔2026〕\u200b9号',
  '测政发〔2026〕 9 号',
  '测政发［2026］9号',
  '测政发[2026]9号',
  '测政发（2026）9号',
  '测政发(2026)９号',
  '测政发【2026】9号',
  '测政发﹝2026﹞9号',
  '测\u00ad政\u2060发〔2026〕\ufeff9号\u3164',
  '测政发〔２０２６〕9号\ufe0f',
])('%j is one and the same document number', (written) => {
  expect(normalDocNo(written)).toBe('测政发〔2026〕9号');
});

test('what is no year keeps its brackets; nothing stays nothing', () => {
  expect(normalDocNo('测令（试行）第 5 号')).toBe('测令(试行)第5号');
  expect(normalDocNo(' \u200b')).toBe('');
});

test('a title is what is seen of it, in the brackets it was written with', () => {
  expect(visibleText(' 关于\u200b防火\u202e的\n 通告（试行）\u3164')).toBe('关于防火的 通告（试行）');
});
