import {
  campaignParams,
  dutyBindInput,
  dutyBound,
  dutyCall,
  dutyCallList,
  dutyPerson,
  dutyPersonInput,
  dutyPersonList,
  ownDuty,
  phonedInput,
  staffNoticeParams,
  type DutyCall,
  type StaffAccount,
} from '@shuozhi/shared/api';
import type * as z from 'zod';
import { AppError } from '../errors';
import { route, type Guard, type Route } from '../http';
import { confirmEscalation, reportPhoneCall } from './confirmations';
import { Escalations, type EscalationRecord, type DutyPerson } from './model';
import { readOwnDuty } from './ownDuty';
import { addPerson, bindPerson, listPersons, removePerson } from './persons';

const TAG = 'duty';
const CALLS_SHOWN = 100;

function presentPerson(person: DutyPerson): z.input<typeof dutyPerson> {
  const { _id, name, office, phone, regions, order, residentId, bindCode } = person;
  return {
    id: _id,
    name,
    office,
    phone,
    order,
    bindCode,
    regions: regions as z.input<typeof dutyPerson>['regions'],
    bound: residentId !== null,
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

export interface DutyDeps {
  /** Any member of staff may look and report phone calls. */
  staffGuard: Guard<StaffAccount>;
  /** Who may publish also says who is on duty. */
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
      summary: 'Add a person on duty; answers the one-time code that binds their WeChat',
      tag: TAG,
      guard: approverGuard,
      body: dutyPersonInput,
      response: dutyPerson,
      audit: 'duty.add',
      handler: async ({ body, principal }) => presentPerson(await addPerson(body, principal)),
    }),
    route({
      method: 'delete',
      path: '/staff/duty/:id',
      summary: 'Take a person off duty',
      tag: TAG,
      guard: approverGuard,
      params: staffNoticeParams,
      audit: 'duty.remove',
      handler: ({ params }) => removePerson(params.id),
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
        await reportPhoneCall(params.id, body.personId, body.reached, principal.name, new Date());
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
      handler: ({ principal }) => readOwnDuty(principal.residentId, new Date()),
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
      handler: ({ principal, body }) => bindPerson(principal.residentId, body.code, new Date()),
    }),
    route({
      method: 'post',
      path: '/me/calls/:id/confirm',
      summary: 'The person called confirms; doing it again changes nothing',
      tag: TAG,
      guard: residentGuard,
      params: campaignParams,
      audit: 'duty.confirm',
      handler: ({ principal, params }) => confirmEscalation(params.id, principal.residentId, new Date()),
    }),
  ];
}
