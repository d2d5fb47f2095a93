import type { StaffRobot } from '../config';
import { insertMissing } from '../database';
import type { Logger } from '../observability';
import { backoffMs } from '../runtime';
import { StaffMessages, type StaffMessage } from './model';
import { answeredCode, robotName, robotRequest } from './robotRequest';

/** Something that staff should know. */
export interface Finding {
  /** The same thing has the same id as long as it is told once only. */
  id: string;
  /** For people; without personal data: it leaves our machines. */
  text: string;
}

const HOUR_MS = 3600 * 1000;
const ANSWER_MS = 10_000;
const RETRY = { firstMs: 20_000, longestMs: HOUR_MS / 2, jitter: 0.2 };
/** What could not be said for so long is news no more. */
const NEWS_MS = 24 * HOUR_MS;
/** What still stands after this is told again. */
const KEPT_MS = 30 * 24 * HOUR_MS;
/** 企业微信 takes 2048 bytes of text. */
const LONGEST = 2000;
const AT_ONCE = 50;

/** Writes down what each robot must say; what was written down before stays as it is. */
async function writeDown(findings: readonly Finding[], robots: readonly StaffRobot[], now: Date): Promise<void> {
  const messages = robots.map(robotName).flatMap((robot) =>
    findings.map(({ id, text }): StaffMessage => ({
      _id: `${id}@${robot}`,
      robot,
      text,
      state: 'waiting',
      attempts: 0,
      dueAt: now,
      createdAt: now,
    })),
  );
  if (messages.length > 0) await insertMissing(StaffMessages, messages);
}

/** As many of the messages, in their order, as one text holds, and that text. */
function gathered(messages: readonly StaffMessage[]): { text: string; told: StaffMessage[] } {
  let text = '【朔知】';
  const told: StaffMessage[] = [];
  for (const message of messages) {
    const longer = `${text}\n${message.text}`;
    if (told.length > 0 && Buffer.byteLength(longer) > LONGEST) break;
    text = longer;
    told.push(message);
  }
  return { text, told };
}

/** Posts a text to a robot; answers why it was not said, or null. */
async function say(robot: StaffRobot, text: string, now: Date): Promise<string | null> {
  const { url, body } = robotRequest(robot, text, now);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const code = answeredCode(await response.json());
    return response.ok && code === 0 ? null : `${response.status} ${code}`;
  } catch (error) {
    // Its message may hold the address, which is a secret.
    return (error as Error).name;
  }
}

/** Makes a robot say what is due, all of it as one message: no platform's limit (20 a minute) comes near. */
async function saySome(robot: StaffRobot, logger: Logger, now: Date): Promise<void> {
  const name = robotName(robot);
  const due = await StaffMessages.find({ robot: name, state: 'waiting', dueAt: { $lte: now } })
    .sort({ createdAt: 1, _id: 1 })
    .limit(AT_ONCE)
    .lean<StaffMessage[]>();
  const { text, told } = gathered(due);
  if (told.length === 0) return;
  const failure = await say(robot, text, now);
  const ids = told.map(({ _id }) => _id);
  if (failure === null) {
    await StaffMessages.updateMany({ _id: { $in: ids } }, { $set: { state: 'said' } });
    return;
  }
  logger.warn({ action: 'staff.notify', robot: name, failure });
  const attempts = Math.max(...told.map((message) => message.attempts)) + 1;
  const dueAt = new Date(now.getTime() + backoffMs(attempts, RETRY));
  await StaffMessages.updateMany({ _id: { $in: ids } }, { $set: { attempts, dueAt } });
  const old = { _id: { $in: ids }, createdAt: { $lt: new Date(now.getTime() - NEWS_MS) } };
  const { modifiedCount } = await StaffMessages.updateMany(old, { $set: { state: 'given-up' } });
  if (modifiedCount > 0) logger.error({ action: 'staff.notify_given_up', robot: name, messages: modifiedCount });
}

/**
 * Tells staff through the robots of their group chats what is new among the findings. For a job: one process at a time.
 * Each finding is told once; twice only when the process dies between a robot's answer and the note of it.
 */
export async function notifyStaff(
  findings: readonly Finding[],
  robots: readonly StaffRobot[],
  logger: Logger,
  now: Date,
): Promise<void> {
  await writeDown(findings, robots, now);
  for (const robot of robots) await saySome(robot, logger, now);
  await StaffMessages.deleteMany({ createdAt: { $lt: new Date(now.getTime() - KEPT_MS) } });
}
