import { templateKindName, TEMPLATE_KINDS, type TemplateKind } from '@shuozhi/shared';
import type { MessageTemplate, Templates } from '../../../src/config';

/** What the resident reads before a value on the card. */
const LABELS: Record<Exclude<MessageTemplate['fields'][string], 'title'>, string> = {
  issuer: '发布单位',
  region: '适用地区',
  topic: '通知类型',
  level: '预警级别',
  publishedAt: '发布时间',
  period: '有效期限',
  hint: '温馨提示',
};

/** What the first line of a card is called, by what the message is about. */
const TITLE_LABELS: Record<TemplateKind, string> = {
  notice: '通知标题',
  alert: '预警内容',
  item: '事项名称',
  reminder: '提醒内容',
};

/** A template as WeChat's console would hold it. */
export interface SimulatedTemplate {
  id: string;
  kind: TemplateKind;
  title: string;
  longTerm: boolean;
  /** Field name → label, in the order of the card. */
  labels: ReadonlyMap<string, string>;
}

/** The account's templates by id, made from the configuration that the server sends with. */
export function templateCatalogue(templates: Templates): Map<string, SimulatedTemplate> {
  const catalogue = new Map<string, SimulatedTemplate>();
  for (const kind of TEMPLATE_KINDS) {
    const template = templates[kind];
    if (!template) continue;
    catalogue.set(template.id, {
      id: template.id,
      kind,
      title: `${templateKindName(kind)}提醒`.replace('提醒提醒', '提醒'),
      longTerm: template.longTerm,
      labels: new Map(
        Object.entries(template.fields).map(([field, source]) => [
          field,
          source === 'title' ? TITLE_LABELS[kind] : LABELS[source],
        ]),
      ),
    });
  }
  return catalogue;
}
