const ISSUER = /^.{0,40}?关于/;
const ISSUES =
  /^(印发|公布|转发|认真做好|进一步做好|做好|进一步加强|加强|进一步|实施|落实|启用|成立|调整|更新|明确|命名)+/;
const ENDS = /(的)?(通知|通告|公告|批复|意见|决定|函)$/;

/** What a notice is about, from its title: without the issuer in front and the kind at the end. */
export function subjectOf(title: string): string {
  const subject = title
    .replace(ISSUER, '')
    .replace(ENDS, '')
    .replace(ISSUES, '')
    .replace(/[《》“”]/g, '');
  const short = subject.replace(/^(朔州市|全市|我市)/, '').trim();
  return short.length > 1 ? short : title;
}
