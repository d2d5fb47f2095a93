/** The child process that reads one file and answers its documents (see parseFile). */
import { AppError } from '../errors';
import { serveIsolated } from '../untrusted';
import { readSourceFile } from './decode/readSourceFile';
import type { ParseTask } from './parseFile';
import { parseGazette } from './parseGazette';
import { withPageMetadata } from './withPageMetadata';
import { withSourceDoubts } from './withSourceDoubts';

const NO_DOCUMENT = '没有在文件中找到公文：既没有单独成行的发文字号，也没有“关于……的通知”这样的标题';
const NAMED_CAUSES = 3;

serveIsolated(async ({ bytes, profile }: ParseTask) => {
  const { text, doubts, metadata } = await readSourceFile(bytes);
  const gazette = withSourceDoubts(withPageMetadata(parseGazette(text, profile), metadata), doubts);
  if (gazette.documents.length > 0) return gazette;
  const causes = doubts.filter((doubt) => doubt.holds).slice(0, NAMED_CAUSES);
  const detail = [
    NO_DOCUMENT,
    ...causes.map(({ line, message }) => (line === null ? message : `第 ${line} 行：${message}`)),
  ];
  throw new AppError('not_a_gazette', { detail: detail.join('；') });
});
