import { currentCatalogue } from '../items';
import { indexSnapshot } from './fulltext';

/** Loads what the first search would wait for: the segmenter, the catalogue and the index of notices. */
export async function prepareSearch(): Promise<void> {
  await Promise.all([currentCatalogue(), indexSnapshot()]);
}
