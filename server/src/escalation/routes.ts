import { databaseNow } from '../database';
import {
  campaignParams,
  changeRequest,
  dutyBindInput,
  dutyBound,
  dutyCall,
  dutyCallList,
  dutyCode,
  type dutyPerson,
  dutyPersonInput,
  dutyPersonList,
  ownDuty,
  phonedInput,
  staffNoticeParams,
  type DutyCall,
  type StaffAccount,
} from '@shuozhi/shared/api';
import type * as z from 'zod';
import { presentChange, type ChangeRequest } from '../approvals';
import { AppError } from '../errors';
import { route, type Guard, type Route } from '../http';
import { bindPerson, makeCode } from './binding';
import { confirmEscalation, reportPhoneCall } from './confirmations';
import { Escalations, type EscalationRecord, type DutyPerson } from './model';
import { readOwnDuty } from './ownDuty';
import { proposeEdit, proposePerson, proposeRemoval } from './personChanges';
import { listPersons } from './persons';

const TAG = 'duty';
const CALLS_SHOWN = 100;

function presentPerson(person: DutyPerson): z.input<typeof dutyPerson> {
  const { _id, name, office, phone, regions, order, residentId, code, claim } = person;
  return {
    id: _id,
    name,
    office,
    phone,
    order,
    regions: regions as z.input<typeof dutyPerson>['regions'],
    bound: residentId !== null,
    codeUntil: code?.until.toISOString() ?? null,
    claimed: claim !== null && claim.residentId !== residentId,
  };
}

function presentCall(call: EscalationRecord): DutyCall {
  const { _id, noticeId, title, level, status, steps, log, createdAt } = call;
  return {
    id: _id,
    noticeId,
    title,
    level,
    status,
    steps: steps.map(({ personId, name, office, phone, state, phoneTask, at }) => ({
      personId,
      name,
      office,
      phone,
      state,
      phoneTask,
      at: at.toISOString(),
    })),
    log: log.map(({ at, what }) => ({ at: at.toISOString(), what })),
    createdAt: createdAt.toISOString(),
  };
}

async function readCall(id: string): Promise<DutyCall> {
  const call = await Escalations.findById(id).lean<EscalationRecord>();
  if (!call) throw new AppError('not_found');
  return presentCall(call);
}

async function listCalls(): Promise<DutyCall[]> {
  const calls = await Escalations.find().sort({ createdAt: -1, _id: -1 }).limit(CALLS_SHOWN).lean<EscalationRecord[]>();
  return calls.map(presentCall);
}

/** What waits for approval, as it is answered and recorded: the entry holds no number. */
function proposed(change: ChangeRequest, note: (more: { target: string; detail: string }) => void) {
  note({ target: change.target, detail: `待审批 ${change._id}` });
  return presentChange(change);
}

export interface DutyDeps {
  /** Any member of staff may look and report phone calls. */
  staffGuard: Guard<StaffAccount>;
  /** Who may publish also proposes who is on duty. */
  approverGuard: Guard<StaffAccount>;
  residentGuard: Guard<{ residentId: string }>;
}

/** 叫应: who is on duty, running calls, phone tasks, and the confirmation by the person called. */
export function dutyRoutes({ staffGuard, approverGuard, residentGuard }: DutyDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/staff/duty',
      summary: 'Persons on duty (责任人), in calling order',
      tag: TAG,
      guard: staffGuard,
      response: dutyPersonList,
      audit: 'duty.read',
      handler: async () => ({ items: (await listPersons()).map(presentPerson) }),
    }),
    route({
      method: 'post',
      path: '/staff/duty',
      summary: 'Propose a person for duty; another person approves; `target` of the answer is their id',
      tag: TAG,
      guard: approverGuard,
      body: dutyPersonInput,
      response: changeRequest,
      status: 201,
      audit: 'duty.add',
      handler: async ({ body, principal, note }) => proposed(await proposePerson(body, principal, new Date()), note),
    }),
    route({
      method: 'put',
      path: '/staff/duty/:id',
      summary: 'Propose other details for a person on duty; their WeChat stays bound',
      tag: TAG,
      guard: approverGuard,
      params: staffNoticeParams,
      body: dutyPersonInput,
      response: changeRequest,
      audit: 'duty.edit',
      handler: async ({ params, body, principal, note }) =>
        proposed(await proposeEdit(params.id, body, principal, new Date()), note),
    }),
    route({
      method: 'delete',
      path: '/staff/duty/:id',
      summary: 'Propose to take a person off duty; their number is erased when another person approves',
      tag: TAG,
      guard: approverGuard,
      params: staffNoticeParams,
      response: changeRequest,
      audit: 'duty.remove',
      handler: async ({ params, principal, note }) =>
        proposed(await proposeRemoval(params.id, principal, new Date()), note),
    }),
    route({
      method: 'post',
      path: '/staff/duty/:id/code',
      summary: 'Make the code that binds a person’s WeChat: shown this once, good for 24 hours; an earlier one ends',
      tag: TAG,
      guard: approverGuard,
      params: staffNoticeParams,
      response: dutyCode,
      audit: 'duty.code',
      handler: async ({ params, principal }) => {
        const { code, until } = await makeCode(params.id, principal, new Date());
        return { code, until: until.toISOString() };
      },
    }),
    route({
      method: 'get',
      path: '/staff/calls',
      summary: 'Calls of persons on duty, newest first; phoneTask todo = call by phone now',
      tag: TAG,
      guard: staffGuard,
      response: dutyCallList,
      audit: 'duty.calls',
      handler: async () => ({ items: await listCalls() }),
    }),
    route({
      method: 'post',
      path: '/staff/calls/:id/phoned',
      summary: 'Report what calling a person by phone brought',
      tag: TAG,
      guard: staffGuard,
      params: campaignParams,
      body: phonedInput,
      response: dutyCall,
      audit: 'duty.phoned',
      handler: async ({ principal, params, body }) => {
        await reportPhoneCall(params.id, body.personId, body.reached, principal.name, databaseNow());
        return readCall(params.id);
      },
    }),
    route({
      method: 'get',
      path: '/me/duty',
      summary: 'Which person on duty one is, and the calls one has to answer',
      tag: TAG,
      guard: residentGuard,
      response: ownDuty,
      handler: ({ principal }) => readOwnDuty(principal.residentId, databaseNow()),
    }),
    route({
      method: 'post',
      path: '/me/duty',
      summary: 'Claim to be the person on duty who was given the code; bound once another member of staff approves',
      tag: TAG,
      guard: residentGuard,
      body: dutyBindInput,
      callsPerMinute: 10,
      response: dutyBound,
      audit: 'duty.bind',
      handler: ({ principal, body }) => bindPerson(principal.residentId, body.code, databaseNow()),
    }),
    route({
      method: 'post',
      path: '/me/calls/:id/confirm',
      summary: 'The person called confirms; doing it again changes nothing',
      tag: TAG,
      guard: residentGuard,
      params: campaignParams,
      audit: 'duty.confirm',
      handler: ({ principal, params }) => confirmEscalation(params.id, principal.residentId, databaseNow()),
    }),
  ];
}
