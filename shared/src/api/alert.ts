import * as z from 'zod';
import { contentHash } from './approval';
import { identifier, instant, level, moment, regionCode } from './common';

/** For whom a sentence of defence guidance (防御指南) is; in this order on the page. */
export const GUIDANCE_PARTS = ['所有人', '在家', '出行', '户外作业', '老人孩子病人', '农户养殖户', '单位学校'] as const;

const guidance = z.object({
  part: z.enum(GUIDANCE_PARTS),
  from: level.meta({ description: 'said from this level on' }),
  text: z.string().trim().min(4).max(120),
});

/** What residents should do about one kind of alert, by level: shown with the words of the organ that issues it. */
export const alertTemplate = z
  .object({
    name: z
      .string()
      .regex(/^\p{Script=Han}{1,10}$/u, '名称应为 1 到 10 个汉字')
      .meta({ description: 'the kind of alert (灾种)', example: '暴雨' }),
    levels: z.array(level).min(1).max(4).meta({ description: 'levels this kind is issued in' }),
    guidance: z.array(guidance).min(1).max(40),
  })
  .refine((t) => t.levels.every((wanted) => t.levels.indexOf(wanted) === t.levels.lastIndexOf(wanted)), {
    path: ['levels'],
    message: '级别不能重复',
  })
  .meta({ id: 'AlertTemplate' });
export type AlertTemplate = z.infer<typeof alertTemplate>;

const shownAlertTemplate = z
  .object({
    id: z.string(),
    hash: contentHash.meta({ description: 'of the template as it is used now; a proposal names it' }),
    builtIn: z.boolean().meta({ description: 'as delivered with the program; false: changed through an approval' }),
    template: alertTemplate,
  })
  .meta({ id: 'ShownAlertTemplate' });
export const alertTemplateList = z.object({ items: z.array(shownAlertTemplate) });
export const alertTemplateParams = z.object({ id: z.string().regex(/^[a-z][a-z-]{1,30}$/, '编号应为小写字母') });
export const alertTemplateProposal = z.object({
  base: contentHash.nullable().meta({ description: 'hash of the template that is replaced; null: a new one' }),
  template: alertTemplate,
});

/** An alert or the lift of one, as the issuing organ words it; the template adds what residents should do. */
export const alertInput = z
  .object({
    templateId: alertTemplateParams.shape.id,
    level: level.nullable().meta({ description: 'null: lifts the alert that it follows' }),
    issuer: z.string().trim().min(2).max(80).meta({ example: '示例市气象台' }),
    text: z
      .string()
      .trim()
      .min(10, '请写明发布机关的原话')
      .max(2000)
      .meta({ description: 'the words of the issuing organ; nothing is added to what it forecasts' }),
    regions: z.array(regionCode).min(1, '请选择地区').max(8),
    startsAt: moment,
    endsAt: moment.nullable().default(null).meta({ description: 'it ends then by itself; null: until it is lifted' }),
    follows: identifier.nullable().default(null).meta({ description: 'the notice of the same alert it changes' }),
    exercise: z.boolean().default(false).meta({ description: '演练: for the named test residents only' }),
    submit: z.boolean().default(false).meta({ description: 'hand it in for approval in the same call' }),
  })
  .refine((a) => a.level !== null || a.follows !== null, { path: ['follows'], message: '请指明解除哪一条预警' })
  .refine((a) => a.endsAt === null || a.startsAt < a.endsAt, { path: ['endsAt'], message: '结束应晚于开始' })
  .meta({ id: 'AlertInput' });
export type AlertInput = z.infer<typeof alertInput>;

/** Approval and publication in one step, by a person who wrote no part of it. */
export const releaseInput = z
  .object({
    hash: contentHash,
    confirm: z
      .string()
      .max(10)
      .meta({ description: '橙色 for an orange alert, 解除 for a lift, 演练 for an exercise' }),
  })
  .meta({ id: 'ReleaseInput' });

export const activeAlert = z
  .object({
    chain: z.string().meta({ description: 'id of the first notice of the chain' }),
    noticeId: z.string().meta({ description: 'the last one, which holds now' }),
    title: z.string(),
    level,
    exercise: z.boolean(),
    regions: z.array(regionCode),
    publishedAt: instant,
    startsAt: moment.nullable(),
    endsAt: moment.nullable().meta({ description: 'null: until it is lifted' }),
    minutesLeft: z.int().nullable(),
    steps: z.int().meta({ description: 'notices of the chain' }),
    reach: z
      .object({ recipients: z.int(), sent: z.int(), waiting: z.int(), notSent: z.int() })
      .meta({ description: 'of the last event: all it concerns, accepted by WeChat, still to be sent, not to be' }),
  })
  .meta({ id: 'ActiveAlert' });
export type ActiveAlert = z.infer<typeof activeAlert>;
export const activeAlertList = z.object({ items: z.array(activeAlert) });

export const exerciseResident = z
  .object({
    residentId: identifier.meta({
      description: '`resident.id` of the export of their data, which the resident passes on',
    }),
    name: z.string().trim().min(1).max(20).meta({ description: 'how staff know them' }),
  })
  .meta({ id: 'ExerciseResident' });
export type ExerciseResident = z.infer<typeof exerciseResident>;
export const exerciseResidentList = z.object({ items: z.array(exerciseResident) });
export const exerciseResidentsProposal = z.object({ residents: z.array(exerciseResident).max(200) });
