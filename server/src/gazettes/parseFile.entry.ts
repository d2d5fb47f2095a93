/** The child process that reads one file and answers its documents (see parseFile). */
import { AppError } from '../errors';
import { serveIsolated } from '../untrusted';
import { scanReader } from './decode/ocr';
import { readSourceFile, type SourceFile } from './decode/readSourceFile';
import { ScannedError } from './decode/scanned';
import type { ParseAnswer, ParseTask } from './parseFile';
import { parseGazette } from './parseGazette';
import type { CityProfile } from './profile/types';
import type { ParsedGazette } from './types';
import { withPageMetadata } from './withPageMetadata';
import { withSourceDoubts } from './withSourceDoubts';

const NO_DOCUMENT = '没有在文件中找到公文：既没有单独成行的发文字号，也没有“关于……的通知”这样的标题';
const NAMED_CAUSES = 3;

function documentsOf({ text, doubts, metadata }: SourceFile, profile: CityProfile): ParsedGazette {
  const gazette = withSourceDoubts(withPageMetadata(parseGazette(text, profile), metadata), doubts);
  if (gazette.documents.length > 0) return gazette;
  const causes = doubts
    .filter((doubt) => doubt.holds)
    .slice(0, NAMED_CAUSES)
    .map(({ line, message }) => (line === null ? message : `第 ${line} 行：${message}`));
  throw new AppError('not_a_gazette', { detail: [NO_DOCUMENT, ...causes].join('；') });
}

serveIsolated(async ({ bytes, profile, scans }: ParseTask, progress): Promise<ParseAnswer> => {
  try {
    const source = await readSourceFile(bytes, scans === 'read' ? await scanReader(progress) : null);
    if (scans === 'report' && (source.scannedPages ?? 0) > 0) return { scannedPages: source.scannedPages ?? 0 };
    const { type, text } = source;
    return { gazette: { ...documentsOf(source, profile), source: { type, text } } };
  } catch (error) {
    if (error instanceof ScannedError && scans === 'report') return { scannedPages: error.pages };
    throw error;
  }
});
