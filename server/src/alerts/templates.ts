import { alertTemplate, type AlertTemplate, type StaffAccount } from '@shuozhi/shared/api';
import builtIn from '../../data/alert-templates.json';
import { contentHash, proposeChange, type ChangeKind, type ChangeRequest } from '../approvals';
import { defineModel, Mixed } from '../database';
import { AppError } from '../errors';

/** A template that staff changed or added; it takes the place of the one delivered with the program. */
interface AlertTemplateRecord {
  _id: string;
  template: AlertTemplate;
  changedAt: Date;
}

const AlertTemplates = defineModel<AlertTemplateRecord>('alerttemplates', {
  template: { type: Mixed, required: true },
  changedAt: { type: Date, required: true },
});

const BUILT_IN: ReadonlyMap<string, AlertTemplate> = new Map(
  builtIn.map(({ id, template }) => [id, alertTemplate.parse(template)]),
);

interface TemplateInUse {
  id: string;
  hash: string;
  builtIn: boolean;
  template: AlertTemplate;
}

/** The templates (预警模板) as they are used now, by id. */
export async function alertTemplatesInUse(): Promise<TemplateInUse[]> {
  const changed = await AlertTemplates.find({}).lean<AlertTemplateRecord[]>();
  const all = new Map([...BUILT_IN, ...changed.map(({ _id, template }) => [_id, template] as const)]);
  const own = new Set(changed.map(({ _id }) => _id));
  return [...all]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, template]) => ({ id, hash: contentHash(template), builtIn: !own.has(id), template }));
}

/** @throws AppError `not_found` */
export async function alertTemplateInUse(id: string): Promise<AlertTemplate> {
  const found = (await alertTemplatesInUse()).find((one) => one.id === id);
  if (!found) throw new AppError('not_found', { detail: '没有这个预警模板' });
  return found.template;
}

/** Another text for a template; residents read it with every alert that is drafted from it. */
export const alertTemplateKind: ChangeKind<{ template: AlertTemplate }> = {
  name: 'alerts.template',
  apply: async ({ target, base, payload }, now) => {
    const used = (await alertTemplatesInUse()).find(({ id }) => id === target);
    // Applied before the process died.
    if (used && used.hash === contentHash(payload.template)) return;
    if ((used?.hash ?? null) !== base) throw new AppError('conflict', { detail: '模板在此期间已改动' });
    await AlertTemplates.updateOne({ _id: target }, { $set: { ...payload, changedAt: now } }, { upsert: true });
  },
};

/**
 * Proposes a template; another person's approval puts it to use.
 * @param base hash of the one it replaces, as the author was shown it; null for a new one
 * @throws AppError `conflict` when another is in use
 */
export async function proposeAlertTemplate(
  id: string,
  { base, template }: { base: string | null; template: AlertTemplate },
  author: StaffAccount,
  now: Date,
): Promise<ChangeRequest> {
  const used = (await alertTemplatesInUse()).find((one) => one.id === id);
  if ((used?.hash ?? null) !== base) throw new AppError('conflict', { detail: '模板已改动，请按现在的内容重新提出' });
  return proposeChange(alertTemplateKind, { target: id, base, payload: { template } }, author, now);
}
