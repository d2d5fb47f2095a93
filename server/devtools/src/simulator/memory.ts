import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { DEMO_RESIDENTS } from './people';
import type { World } from './world';

const send = z.object({
  openid: z.string(),
  templateId: z.string(),
  page: z.string(),
  data: z.record(z.string(), z.object({ value: z.string() })),
  msgid: z.string(),
  at: z.number(),
});
const saved = z.object({ consents: z.array(z.tuple([z.string(), z.string(), z.number()])), messages: z.array(send) });

/** What the demo residents accepted and received is kept in this file, so that a restart of the server loses nothing. */
export interface Memory {
  save: () => void;
}

function load(world: World, file: string): void {
  let kept: unknown;
  try {
    kept = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return;
  }
  const found = saved.safeParse(kept);
  if (!found.success) return;
  for (const [openid, templateId, sends] of found.data.consents) {
    // JSON has no infinity: a long-term consent stands as -1.
    world.consents.set(openid, templateId, sends < 0 ? Number.POSITIVE_INFINITY : sends);
  }
  for (const message of found.data.messages) world.phones.deliver(message);
}

/** Loads the world's demo residents from `file` and keeps them there; without a file nothing is kept. */
export function createMemory(world: World, file: string | undefined): Memory {
  if (file === undefined) return { save: () => undefined };
  load(world, file);
  return {
    save: () => {
      const consents = DEMO_RESIDENTS.flatMap(({ openid }) =>
        [...world.templates.keys()].map((templateId) => {
          const left = world.consents.remaining(openid, templateId);
          return [openid, templateId, Number.isFinite(left) ? left : -1];
        }),
      );
      const messages = DEMO_RESIDENTS.flatMap(({ openid }) => world.phones.of(openid));
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify({ consents, messages }), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}
