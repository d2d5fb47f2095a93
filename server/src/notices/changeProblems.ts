import type { NoticeDraft, ValidityChange } from '@shuozhi/shared/api';
import type { FieldError } from '../errors';
import { textHolds } from './checkDraft';
import { Notices } from './model';

const WORDS: Readonly<Record<ValidityChange['effect'], string>> = {
  repealed: '废止',
  suspended: '暂停执行',
  extended: '延长有效期',
  amended: '修改',
};

/** A title without marks and white space, by which two spellings of it are one. */
const letters = (title: string): string => title.replace(/[\s《》〈〉“”"（）()]/g, '');
const sameDocument = (one: string, other: string): boolean =>
  letters(one).includes(letters(other)) || letters(other).includes(letters(one));

/**
 * What a text says of other documents' validity and nobody has decided yet, what was confirmed although the text does not
 * say it, and what was confirmed of a document whose title is another one: a number may be misprinted.
 */
export async function changeProblems(draft: NoticeDraft): Promise<FieldError[]> {
  const { validityChanges } = draft;
  const numbers = validityChanges.flatMap(({ docNo, confirmed }) =>
    docNo !== null && confirmed === true ? [docNo] : [],
  );
  const known =
    numbers.length === 0
      ? []
      : await Notices.find({ docNo: { $in: numbers }, sample: false, status: 'published' }, 'docNo title').lean();
  return validityChanges.flatMap((change, index) => {
    const path = `validityChanges.${index}`;
    if (change.confirmed === null) return [{ path: `${path}.confirmed`, message: toDecide(change) }];
    if (change.confirmed && !textHolds(draft, change.quote)) {
      return [{ path: `${path}.quote`, message: '原句不在标题或正文里' }];
    }
    const target = change.confirmed ? known.find(({ docNo }) => docNo === change.docNo) : undefined;
    if (target === undefined || change.title === null || sameDocument(target.title, change.title)) return [];
    return [
      {
        path: `${path}.docNo`,
        message: `库中${change.docNo ?? ''}是《${target.title}》，与原文所写的标题不同，请核对`,
      },
    ];
  });
}

function toDecide({ effect, scope, docNo, title }: ValidityChange): string {
  const name = `${title === null ? '' : `《${title}》`}${docNo ?? ''}`;
  return `原文说${name}${scope === 'part' ? '的一部分' : ''}${WORDS[effect]}，请核对后选择是否生效`;
}
