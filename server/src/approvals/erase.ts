import { ChangeRequests, type ChangeRequest } from './model';

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

/** Takes an entry out of a list in all requests for a target: `path` is that of the list inside the payload. As above. */
export async function eraseFromLists(
  target: string,
  path: string,
  entry: Readonly<Record<string, string>>,
): Promise<void> {
  const place = `payload.${path}`;
  await ChangeRequests.updateMany({ target, [place]: { $elemMatch: entry } }, { $pull: { [place]: entry } });
}

/** The requests for a target that hold an entry in a list of their payload, in any state, oldest first. */
export async function changesListing<P extends object>(
  target: string,
  path: string,
  entry: Readonly<Record<string, string>>,
): Promise<ChangeRequest<P>[]> {
  return ChangeRequests.find({ target, [`payload.${path}`]: { $elemMatch: entry } })
    .sort({ createdAt: 1, _id: 1 })
    .lean<ChangeRequest<P>[]>();
}
