import { StartupError } from '../runtime';
import { audited, COMMAND_ACTOR, onlyDemoStaff } from '../staff';
import { importDocuments, type ImportedDocument } from './importDocuments';
import type { ParsedDocument } from './types';

/**
 * Stores what the import command read, and writes it into the audit trail. Publishing without anybody's approval is for
 * setting up an empty system only.
 * @throws StartupError when it is to publish and there is staff who could approve
 */
export async function storeImport(
  documents: readonly ParsedDocument[],
  publish: boolean,
  now: Date,
): Promise<ImportedDocument[]> {
  if (publish && !(await onlyDemoStaff())) {
    throw new StartupError(
      '已有工作人员账号：--publish 只用于初次建库。请去掉 --publish 导入为草稿，由另一位同事审批后发布。',
    );
  }
  return audited(
    { actor: COMMAND_ACTOR, action: publish ? 'gazette.publish' : 'gazette.import' },
    () => importDocuments(documents, { publish, actor: COMMAND_ACTOR.id, now }),
    (results = []) => {
      const published = results.filter((result) => result.published).length;
      return { detail: `${results.length} 份，已发布 ${published} 份` };
    },
  );
}
