/** Letters as OCR misreads them: printed → what it may stand for. Both are letters of their own, so a witness decides. */
const MISREAD: Readonly<Record<string, string>> = {
  士: '工土',
  王: '工',
  币: '市',
  舍: '会',
  升: '开',
  俯: '府',
  攻: '政',
  菅: '管',
  埋: '理',
  旋: '施',
  买: '实',
  现: '规',
  人: '入',
  入: '人',
  万: '方',
  太: '大',
  末: '未',
  目: '日',
  曰: '日',
  问: '间',
  冶: '治',
  眼: '限',
  料: '科',
  贝: '员',
  卅: '州',
  洲: '州',
  力: '办',
  千: '于',
  干: '于',
  己: '已',
  如: '知',
};

/**
 * A title letter by letter against the document's own text: a letter that OCR often takes for another is read as that
 * other when the text has the words around it with the other letter and never as the title prints them.
 */
export function witnessedLetters(title: string, text: string): string {
  const letters = [...title];
  letters.forEach((letter, at) => {
    for (const other of MISREAD[letter] ?? '') {
      const windows = [
        [letters.slice(Math.max(0, at - 2), at).join(''), ''],
        [letters.slice(Math.max(0, at - 1), at).join(''), letters.slice(at + 1, at + 2).join('')],
        ['', letters.slice(at + 1, at + 3).join('')],
      ].filter(([before = '', after = '']) => before.length + after.length >= 2);
      const holds = (char: string): boolean =>
        windows.some(([before = '', after = '']) => text.includes(before + char + after));
      if (holds(other) && !holds(letter)) letters[at] = other;
    }
  });
  return letters.join('');
}
