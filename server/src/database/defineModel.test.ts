import { useTestDatabase } from '../../test/testDatabase';
import { collectionOf } from './collectionOf';
import { ensureIndexes } from './connect';
import { defineModel, Mixed } from './defineModel';

interface Row {
  _id: string;
  name: string;
  tags: string[];
  at: Date | null;
  place: { street: string } | null;
  note?: string;
}

const Rows = defineModel<Row>(
  'defined',
  {
    name: { type: String, required: true },
    tags: { type: [String], default: [] },
    at: { type: Date, default: null },
    place: { type: Mixed, default: null },
    note: String,
  },
  [[{ name: 1 }, { unique: true }]],
);

useTestDatabase();

test('stores what the interface says, with its defaults and nothing else', async () => {
  await Rows.create({ _id: 'a', name: '朔' });
  expect(await collectionOf(Rows).findOne({ _id: 'a' })).toEqual({
    _id: 'a',
    name: '朔',
    tags: [],
    at: null,
    place: null,
  });
  await expect(Rows.create({ _id: 'b' })).rejects.toThrow(/name/);
});

test('builds its indexes', async () => {
  await ensureIndexes();
  expect(await collectionOf(Rows).indexes()).toContainEqual(
    expect.objectContaining({ key: { name: 1 }, unique: true }),
  );
});

test('the compiler refuses a schema that is not the interface', () => {
  const name = { type: String, required: true } as const;
  interface Pair {
    _id: string;
    name: string;
    count: number;
  }
  const refused = [
    // @ts-expect-error a field is missing
    () => defineModel<Pair>('pairs', { name }),
    // @ts-expect-error a field that the interface does not know
    () => defineModel<Pair>('pairs', { name, count: { type: Number, default: 0 }, more: String }),
    // @ts-expect-error another type
    () => defineModel<Pair>('pairs', { name, count: { type: String, required: true } }),
    // @ts-expect-error neither required nor with a default, though the interface has it always
    () => defineModel<Pair>('pairs', { name, count: Number }),
    // @ts-expect-error a default that the interface does not allow
    () => defineModel<Pair>('pairs', { name, count: { type: Number, default: null } }),
  ];
  expect(refused).toHaveLength(5);
});
