import { TEMPLATE_KINDS } from '@shuozhi/shared';
import * as z from 'zod';

/**
 * What a template field may be filled with; the builder shortens each to WeChat's rules for the field's type
 * (M/framework/open-ability/subscribe-message-overview.html).
 */
const FIELD_SOURCES = ['title', 'issuer', 'region', 'topic', 'level', 'publishedAt', 'period', 'hint'] as const;

const fieldName = z
  .string()
  .regex(
    /^(thing|number|letter|symbol|character_string|time|date|amount|phone_number|car_number|name|phrase|enum)\d+$/,
    'is not a field of a WeChat template, e.g. thing1',
  );

const template = z.object({
  id: z.string().min(1).max(64),
  longTerm: z.boolean().default(false),
  fields: z.record(fieldName, z.enum(FIELD_SOURCES)),
});
export type MessageTemplate = z.infer<typeof template>;

export const templatesSchema = z.partialRecord(z.enum(TEMPLATE_KINDS), template).refine((t) => t.notice !== undefined, {
  message: 'needs at least the template of kind "notice"',
});
export type Templates = z.infer<typeof templatesSchema>;

/** The templates of the simulated WeChat. */
export const DEMO_TEMPLATES: Templates = {
  notice: {
    id: 'demo-template-notice-000000000000000000000000',
    longTerm: false,
    fields: { thing1: 'title', thing2: 'issuer', time3: 'publishedAt', thing4: 'hint' },
  },
  alert: {
    id: 'demo-template-alert-0000000000000000000000000',
    longTerm: false,
    fields: { thing1: 'title', phrase2: 'level', thing3: 'region', time4: 'publishedAt', thing5: 'hint' },
  },
  item: {
    id: 'demo-template-item-00000000000000000000000000',
    longTerm: false,
    fields: { thing1: 'title', thing2: 'hint', time3: 'publishedAt' },
  },
  reminder: {
    id: 'demo-template-reminder-0000000000000000000000',
    longTerm: false,
    fields: { thing1: 'title', thing2: 'period', thing3: 'hint' },
  },
};
