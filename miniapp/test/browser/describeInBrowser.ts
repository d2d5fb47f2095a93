import { chromiumPath } from './launch';

/** `describe` when a Chromium is there; else the suite is skipped and says so. */
export const describeInBrowser: jest.Describe = chromiumPath() === null ? skippedAloud() : describe;

function skippedAloud(): jest.Describe {
  process.stderr.write('No Chromium found: browser tests are skipped. Set CHROMIUM_PATH to run them.\n');
  return describe.skip;
}
