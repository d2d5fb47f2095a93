/** Kinds of subscribe message (订阅消息) we send; each is mapped to one of WeChat's templates by configuration. */
export const TEMPLATE_KINDS = ['notice', 'alert', 'item', 'reminder'] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];

const names: Record<TemplateKind, string> = {
  notice: '新通知',
  alert: '预警',
  item: '事项变更',
  reminder: '到期提醒',
};

/** What a resident reads for a kind of message. */
export function templateKindName(kind: TemplateKind): string {
  return names[kind];
}
