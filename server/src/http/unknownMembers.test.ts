import { noticeDraft, publishInput, reviseInput } from '@shuozhi/shared/api';
import * as z from 'zod';
import { aDraft } from '../../test/factories';
import { unknownMembers } from './unknownMembers';

test.each<[string, z.ZodType, unknown, [path: string, near: string | null][]]>([
  ['a time that publish does not know', publishInput, { hash: 'x', at: '2026-12-01' }, [['at', null]]],
  ['a slip', publishInput, { hash: 'x', notfiy: false }, [['notfiy', 'notify']]],
  ['another case', publishInput, { Hash: 'x' }, [['Hash', 'hash']]],
  ['a member deep inside', reviseInput, { draft: { ...aDraft(), titel: '题' } }, [['draft.titel', 'title']]],
  [
    'a member of one block of a list',
    noticeDraft,
    {
      ...aDraft(),
      blocks: [
        { type: 'note', text: '一' },
        { type: 'table', header: [], rows: [], captoin: '表' },
      ],
    },
    [['blocks.1.captoin', 'caption']],
  ],
  [
    'what only another kind of block has',
    noticeDraft,
    { ...aDraft(), blocks: [{ type: 'note', text: '一', level: 1 }] },
    [['blocks.0.level', null]],
  ],
  [
    'free names of a record, whose values are checked',
    z.object({ r: z.record(z.string(), z.object({ a: z.int() })) }),
    { r: { x: { a: 1, b: 2 } } },
    [['r.x.b', null]],
  ],
  ['wrappers', z.object({ a: z.object({ b: z.int() }).nullable().default(null) }), { a: { c: 1 } }, [['a.c', null]]],
  [
    'the prototype',
    z.object({ a: z.int() }),
    JSON.parse('{"__proto__": {}, "constructor": 1}'),
    [
      ['__proto__', null],
      ['constructor', null],
    ],
  ],
])('finds %s', (_what, schema, value, expected) => {
  const named = expected.map(([path, near]) => ({ path, message: near ? `没有这一项，应为 ${near}` : '没有这一项' }));
  expect(unknownMembers(schema, value)).toEqual(named);
});

test.each<[string, z.ZodType, unknown]>([
  ['a whole draft', noticeDraft, aDraft()],
  ['anything', z.unknown(), { a: 1 }],
  ['a record', z.record(z.string(), z.string()), { 任何: '值' }],
  ['a list of plain values', z.array(z.string()), ['a']],
  ['no object', z.object({ a: z.int() }), 'text'],
])('finds nothing in %s', (_what, schema, value) => expect(unknownMembers(schema, value)).toEqual([]));
