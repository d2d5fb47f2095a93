import mongoose from 'mongoose';

/** The type of a field that holds an object or a list of objects: stored as it is, checked by nobody. */
export const { Mixed } = mongoose.Schema.Types;

/** What mongoose may cast a value of type `V` with; objects are stored as they are. */
type TypeOf<V> = [V] extends [string]
  ? StringConstructor
  : [V] extends [number]
    ? NumberConstructor
    : [V] extends [boolean]
      ? BooleanConstructor
      : [V] extends [Date]
        ? DateConstructor
        : [V] extends [Buffer]
          ? BufferConstructor
          : [V] extends [readonly string[]]
            ? StringConstructor[]
            : [V] extends [readonly number[]]
              ? NumberConstructor[]
              : typeof Mixed;

/** The definition of a field that every record has: whoever writes gives it, or it has a default. */
type Always<V> =
  | { readonly type: TypeOf<NonNullable<V>>; readonly required: true }
  | { readonly type: TypeOf<NonNullable<V>>; readonly default: V | (() => V) };

/** One definition for each field of `T`; the id is a text that the program gives. */
export type Fields<T> = {
  readonly [K in Exclude<keyof T, '_id'>]-?: Record<never, unknown> extends Pick<T, K>
    ? TypeOf<NonNullable<T[K]>>
    : Always<T[K]>;
};

/** Keys of an index in their order, and its options. */
export type Index = readonly [keys: mongoose.IndexDefinition, options?: mongoose.IndexOptions];

/**
 * A model whose schema is checked against the record's interface: every field once, with a fitting type, and with a default
 * or required unless the interface leaves it out.
 * @param collection its name in the database, and the model's
 */
export function defineModel<T extends { _id: string }>(
  collection: string,
  fields: Fields<T>,
  indexes: readonly Index[] = [],
): mongoose.Model<T> {
  // Checked by `Fields`; mongoose's own type cannot see that of a type parameter.
  const definition = { _id: { type: String, required: true }, ...fields } as unknown as mongoose.SchemaDefinition<T>;
  const schema = new mongoose.Schema<T>(definition, { collection, versionKey: false, minimize: false });
  for (const [keys, options] of indexes) schema.index(keys, options);
  return mongoose.model<T>(collection, schema);
}
