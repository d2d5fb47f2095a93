import * as z from 'zod';
import { contentHash } from './approval';
import { block } from './block';
import { identifier, instant, topicId } from './common';
import { line, noticeDraft } from './notice';

type WithoutDefaults<S> = { [K in keyof S]: S[K] extends z.ZodDefault<infer T> ? T : S[K] };

/** A member that is absent from a partial save stays as it is: a default value would overwrite it. */
function withoutDefaults<S extends z.ZodRawShape>(shape: S): WithoutDefaults<S> {
  const plain = Object.entries(shape).map(([name, schema]) => [
    name,
    schema instanceof z.ZodDefault ? schema.unwrap() : schema,
  ]);
  // Entries lose which member has which schema.
  return Object.fromEntries(plain) as WithoutDefaults<S>;
}

/** A text while somebody works on it: each member well formed, but much may still be missing. */
export const unfinishedDraft = z
  .object({
    ...withoutDefaults(noticeDraft.shape),
    title: line.max(300),
    issuers: z.array(line.max(80)).max(20),
    topics: z.array(topicId).max(2),
    blocks: z.array(block).max(20_000),
  })
  .meta({ id: 'UnfinishedDraft' });

/** Some members of a text; those that are absent stay as they are. */
export const draftMembers = unfinishedDraft.partial().meta({ id: 'DraftMembers' });
export type DraftMembers = z.infer<typeof draftMembers>;

export const draftSave = z.object({
  base: contentHash.meta({
    description: 'hash of the text that was edited; another one answers 409 with what changed',
  }),
  draft: draftMembers,
});
export const draftDeletion = z.object({ hash: contentHash });

/** Who is editing a notice at this moment (正在编辑). */
export const presence = z
  .object({
    items: z.array(z.object({ id: identifier, name: z.string(), since: instant })).meta({
      description: 'without the caller',
    }),
    expiresIn: z.int().meta({ description: 'seconds after which a person who was not heard of again is gone' }),
  })
  .meta({ id: 'Presence' });
export type Presence = z.infer<typeof presence>;

export const previewLink = z
  .object({
    path: z.string().meta({ description: 'address on this server; whoever has it reads the text until it expires' }),
    expiresAt: instant,
  })
  .meta({ id: 'PreviewLink' });
export type PreviewLink = z.infer<typeof previewLink>;
