import { ChangeRequests } from './model';

/**
 * Takes personal data out of all requests for a target, once it is no longer needed there: the members of the payload at
 * these paths are empty afterwards. The hash keeps saying what was read; a waiting request can no longer be approved.
 */
export async function eraseFromChanges(target: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const place = `payload.${path}`;
    await ChangeRequests.updateMany({ target, [place]: { $exists: true } }, { $set: { [place]: '' } });
  }
}
