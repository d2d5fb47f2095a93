import * as z from 'zod';
import { changeRequest } from './approval';
import { identifier, listOf, pageQuery } from './common';

const unknownText = z.string().max(4000).nullable();

/** Elements of an implementation list (办事指南要素, GB/T 39554.2). null = not known: shown as 暂未提供, never made up. */
export const itemElements = z
  .object({
    basicCode: unknownText.meta({ description: '基本编码' }),
    implementationCode: unknownText.meta({ description: '实施编码' }),
    level: unknownText.meta({ description: '行使层级' }),
    conditions: unknownText.meta({ description: '受理条件' }),
    serves: unknownText.meta({ description: '服务对象' }),
    handlingType: unknownText.meta({ description: '办件类型' }),
    channels: unknownText.meta({ description: '办理形式' }),
    procedure: unknownText.meta({ description: '办理流程' }),
    statutoryTime: unknownText.meta({ description: '法定办结时限' }),
    promisedTime: unknownText.meta({ description: '承诺办结时限' }),
    visits: unknownText.meta({ description: '到办事现场次数' }),
    fee: unknownText.meta({ description: '是否收费/收费依据' }),
    place: unknownText.meta({ description: '办理地点' }),
    hours: unknownText.meta({ description: '办理时间' }),
    enquiry: unknownText.meta({ description: '咨询方式' }),
    complaint: unknownText.meta({ description: '监督投诉方式' }),
    materials: z
      .array(z.object({ name: z.string(), form: z.string().nullable(), required: z.boolean().nullable() }))
      .nullable(),
  })
  .meta({ id: 'ItemElements' });
export type ItemElements = z.infer<typeof itemElements>;

export const itemSummary = z
  .object({
    id: z.string().meta({ description: 'catalogue and number', example: '2020-33' }),
    no: z.int(),
    name: z.string(),
    type: z.string(),
    department: z.string().meta({ description: 'original department, which still supervises (监管)' }),
    handledBy: z.string().meta({ description: 'who accepts the application now (受理)' }),
  })
  .meta({ id: 'ItemSummary' });
export type ItemSummary = z.infer<typeof itemSummary>;

export const itemDetail = itemSummary
  .extend({
    catalogue: z.string(),
    basis: z.object({ docNo: z.string(), title: z.string(), noticeId: z.string().nullable() }),
    elements: itemElements,
    sameName: z.array(itemSummary).meta({ description: 'items of the same name under other departments' }),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'ItemDetail' });
export type ItemDetail = z.infer<typeof itemDetail>;

export const itemQuery = pageQuery.extend({
  q: z.string().trim().max(100).optional(),
  type: z.string().max(40).optional(),
  department: z.string().max(80).optional(),
});
export const itemList = listOf(itemSummary).required({ total: true });
export const itemParams = z.object({ id: identifier });

const facet = z.object({ name: z.string(), count: z.int() });
/** Facets for filters, with counts. */
export const itemFacets = z.object({
  version: z.string().meta({ description: 'of the whole catalogue in /items.json: changes when that does' }),
  types: z.array(facet),
  departments: z.array(
    facet.extend({ aliases: z.array(z.string()).meta({ description: 'other names people use', example: ['发改委'] }) }),
  ),
});

const words = z.array(z.string());
/** The vocabulary of search (see server/src/words/README.md): what people say, and what official texts call it. */
const searchWords = z
  .object({
    relations: words.meta({ description: 'lines of the vocabulary: A = B, A > B, A ~ B, …' }),
    dropped: words.meta({ description: 'question words and particles' }),
    generic: words.meta({ description: 'words of procedure that prove nothing' }),
    setting: words.meta({ description: 'places and times that are seldom the subject' }),
    infixes: words.meta({ description: 'measure words people put into a word' }),
  })
  .meta({ id: 'SearchWords' });

/**
 * The whole catalogue for offline use, with everything `createItemSearch` of the shared package needs;
 * `version` changes with any change of content.
 */
export const itemCatalogue = z
  .object({
    version: z.string(),
    items: z.array(itemSummary),
    names: z.record(z.string(), words).meta({ description: 'everyday names by item id' }),
    departments: z.record(z.string(), words).meta({ description: 'aliases by department' }),
    words: searchWords,
    subjects: words.meta({ description: 'words found in the names of items' }),
    pinyin: z.record(z.string(), z.string()).meta({ description: 'syllable → characters read so' }),
  })
  .meta({ id: 'ItemCatalogue' });
export type ItemCatalogue = z.infer<typeof itemCatalogue>;

/** Largest file of elements, in bytes. */
export const ELEMENTS_FILE_LIMIT = 5 * 1024 * 1024;
/** Upload of elements (办事指南要素) as a table; one row an item, one column an element. */
export const elementsImportInput = z.object({
  format: z.enum(['csv', 'xlsx']),
  content: z
    .base64()
    .max(Math.ceil(ELEMENTS_FILE_LIMIT / 3) * 4, '文件太大')
    .meta({ description: 'the file in Base64' }),
  dryRun: z.boolean().default(true).meta({ description: 'check only, store nothing' }),
});
/** What an import would do once it is approved. With any error nothing is stored. */
export const elementsImportReport = z
  .object({
    dryRun: z.boolean(),
    rows: z.int(),
    changed: z.array(z.object({ id: z.string(), name: z.string(), columns: z.array(z.string()) })),
    unchanged: z.int(),
    errors: z.array(z.object({ row: z.int(), column: z.string().nullable(), message: z.string() })),
    change: changeRequest
      .nullable()
      .meta({ description: 'what waits for approval; null in a check, or when nothing changes' }),
  })
  .meta({ id: 'ElementsImportReport' });
export type ElementsImportReport = z.infer<typeof elementsImportReport>;
