import * as z from 'zod';
import { instant, level, listOf, pageQuery, regionCode, templateKind } from './common';

/** Outcomes of a campaign with their numbers: `sent`, `skipped:no-credit`, `failed:45168` … */
const counts = z.record(z.string(), z.int());

const campaignStates = z
  .object({
    pending: z.int(),
    sending: z.int(),
    sent: z.int(),
    refused: z.int(),
    failed: z.int(),
    unknown: z.int(),
    skipped: z.int(),
  })
  .meta({ id: 'CampaignStates' });

/** A message as WeChat shows it: field by field. */
export const campaignCard = z
  .object({
    kind: templateKind,
    templateId: z.string(),
    longTerm: z.boolean(),
    page: z.string(),
    fields: z.array(z.object({ field: z.string(), value: z.string(), problem: z.string().nullable() })),
  })
  .meta({ id: 'CampaignCard' });
export type CampaignCard = z.infer<typeof campaignCard>;

const campaignStatus = z.enum(['planned', 'expanding', 'sending', 'closing', 'done']);

export const campaignSummary = z
  .object({
    id: z.string(),
    event: z.string().meta({ description: 'publish, revise, withdraw, alert-…, reminder-…, item-changed' }),
    title: z.string(),
    level: level.nullable(),
    noticeId: z.string().nullable(),
    itemId: z.string().nullable(),
    status: campaignStatus,
    hold: z
      .object({ reason: z.string(), code: z.int().nullable(), by: z.string().nullable(), at: instant })
      .nullable()
      .meta({ description: 'why nothing is sent for now' }),
    at: instant,
  })
  .meta({ id: 'CampaignSummary' });
export type CampaignSummary = z.infer<typeof campaignSummary>;
export const campaignList = listOf(campaignSummary);

/** Live progress and, at the end, the report. `recipients` is always the sum over `states`. */
export const campaignDetail = campaignSummary
  .extend({
    recipients: z.int(),
    audienceComplete: z.boolean().meta({ description: 'false while the audience is still being written down' }),
    states: campaignStates,
    outcomes: counts.meta({ description: 'states with their reasons and codes' }),
    meanings: z.record(z.string(), z.string()).meta({ description: 'what each outcome means, for staff' }),
    card: campaignCard.nullable(),
    closeReason: z.string().nullable(),
    startedAt: instant.nullable(),
    firstSentAt: instant.nullable(),
    finishedAt: instant.nullable(),
    expectedFinishAt: instant.nullable().meta({ description: 'at the present rate; null when done or held' }),
  })
  .meta({ id: 'CampaignDetail' });
export type CampaignDetail = z.infer<typeof campaignDetail>;

export const campaignParams = z.object({
  id: z
    .string()
    .min(1)
    .max(160)
    .regex(/^[\w.-]+$/),
});
export const campaignFilter = z.object({
  noticeId: z.string().max(64).optional(),
  status: campaignStatus.optional(),
  event: z
    .string()
    .max(40)
    .regex(/^[a-z-]+$/)
    .optional(),
  level: level.optional(),
  held: z.stringbool().optional().meta({ description: 'true: only those of which nothing is sent for now' }),
  from: instant.optional(),
  to: instant.optional(),
});
export type CampaignFilter = z.infer<typeof campaignFilter>;
export const campaignQuery = pageQuery.extend(campaignFilter.shape);

/** What came of lifting the holds. */
export const campaignsResumed = z
  .object({
    resumed: z.int(),
    held: z.int().meta({ description: 'held still: WeChat would refuse their card' }),
  })
  .meta({ id: 'CampaignsResumed' });

/** Of whom WeChat never said whether a message arrived. */
export const unknownByRegion = z
  .object({
    people: z.int(),
    items: z.array(z.object({ region: z.string(), people: z.int() })).meta({
      description: 'by subscribed district, the most first; somebody with two counts in both',
    }),
  })
  .meta({ id: 'UnknownByRegion' });
export type UnknownByRegion = z.infer<typeof unknownByRegion>;

/** What would happen if the notice were published, or its proposed revision approved, now. */
export const pushPreview = z
  .object({
    event: z.string().meta({ description: 'as in campaigns; none: a minor revision, residents are not told' }),
    recipients: z.int(),
    reachable: z.int(),
    unreachable: z.object({ noCredit: z.int(), openidInvalid: z.int() }),
    ratePerSecond: z.number(),
    expectedSeconds: z.int(),
    card: campaignCard,
    valid: z.boolean().meta({ description: 'false: WeChat would refuse the card, see the fields’ problems' }),
  })
  .meta({ id: 'PushPreview' });
export type PushPreview = z.infer<typeof pushPreview>;

/** A person on duty (责任人) who is called for the gravest alerts. */
export const dutyPersonInput = z
  .object({
    name: z.string().trim().min(1).max(20),
    office: z.string().trim().min(1).max(40),
    phone: z.string().regex(/^[\d+\- ]{5,20}$/, '电话号码格式不对'),
    regions: z.array(regionCode).max(8).default([]),
    order: z.int().min(0).max(1000),
  })
  .meta({ id: 'DutyPersonInput' });
export type DutyPersonInput = z.infer<typeof dutyPersonInput>;

export const dutyPerson = z
  .object({
    ...dutyPersonInput.shape,
    id: z.string(),
    bound: z.boolean().meta({ description: 'their WeChat is bound' }),
    codeUntil: instant.nullable().meta({ description: 'a binding code was given out that can be used until then' }),
    claimed: z.boolean().meta({ description: 'somebody used the code; the binding waits for approval' }),
  })
  .meta({ id: 'DutyPerson' });
export const dutyPersonList = z.object({ items: z.array(dutyPerson) });
/** Shown to whoever asked for it, this once: only its hash is kept. */
export const dutyCode = z
  .object({ code: z.string().meta({ description: 'one-time code that the person enters in the app' }), until: instant })
  .meta({ id: 'DutyCode' });
export const dutyBindInput = z.object({ code: z.string().trim().min(6).max(20) });
export const dutyBound = z.object({
  name: z.string(),
  office: z.string(),
  waiting: z.boolean().meta({ description: 'claimed by the code; not called by WeChat until staff approve' }),
});

/** The calling (叫应) of the persons on duty for one alert. */
export const dutyCall = z
  .object({
    id: z.string(),
    noticeId: z.string().nullable(),
    title: z.string(),
    level: level.nullable(),
    status: z.enum(['open', 'confirmed', 'exhausted']),
    steps: z.array(
      z.object({
        personId: z.string(),
        name: z.string(),
        office: z.string(),
        phone: z.string(),
        state: z.enum(['calling', 'notified', 'unreachable', 'confirmed', 'no-answer']),
        phoneTask: z.enum(['none', 'todo', 'reached', 'not-reached']).meta({ description: 'todo: call by phone now' }),
        at: instant,
      }),
    ),
    log: z.array(z.object({ at: instant, what: z.string() })),
    createdAt: instant,
  })
  .meta({ id: 'DutyCall' });
export type DutyCall = z.infer<typeof dutyCall>;
export const dutyCallList = z.object({ items: z.array(dutyCall) });
/** A call as the person called sees it. */
export const ownCall = z
  .object({
    id: z.string(),
    noticeId: z.string().nullable(),
    title: z.string(),
    level: level.nullable(),
    calledAt: instant,
    answerBy: instant.meta({ description: 'from then on the person is called by phone' }),
    state: z
      .enum(['waiting', 'overdue', 'confirmed', 'answered'])
      .meta({ description: 'answered: somebody else on duty confirmed' }),
  })
  .meta({ id: 'OwnCall' });
export type OwnCall = z.infer<typeof ownCall>;
/** What a resident who is on duty needs to know; `person` is null for everybody else. */
export const ownDuty = z.object({ person: dutyBound.nullable(), calls: z.array(ownCall) }).meta({ id: 'OwnDuty' });
export type OwnDuty = z.infer<typeof ownDuty>;
export const phonedInput = z.object({ personId: z.string().max(64), reached: z.boolean() });
