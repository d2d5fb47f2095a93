import { Node, type Extensions } from '@tiptap/core';
import { TableKit } from '@tiptap/extension-table';
import { ListItem } from '@tiptap/extension-list';
import StarterKit from '@tiptap/starter-kit';

/** Kept as it came, shown to nobody: a text that is edited keeps the links to its places. */
const kept = (name: string) => ({ [name]: { default: null, keepOnSplit: false, rendered: false } });

/** An annex (附件) begins: what follows belongs to it. */
const Annex = Node.create({
  name: 'annex',
  group: 'block',
  content: 'text*',
  defining: true,
  addAttributes: () => kept('anchor'),
  parseHTML: () => [{ tag: 'p[data-annex]' }],
  renderHTML: () => ['p', { 'data-annex': '', class: 'body__annex' }, 0],
});

/** A remark of the editors, told apart from the document's own words. */
const Note = Node.create({
  name: 'note',
  group: 'block',
  content: 'text*',
  defining: true,
  parseHTML: () => [{ tag: 'p[data-note]' }],
  renderHTML: () => ['p', { 'data-note': '', class: 'body__note' }, 0],
});

/** Who signed and when (落款): made of the fields, not typed. */
const Signature = Node.create({
  name: 'signature',
  group: 'block',
  atom: true,
  addAttributes: () => ({
    issuers: { default: [] as string[], rendered: false },
    date: { default: null as string | null, rendered: false },
  }),
  renderHTML: ({ node }) => {
    const { issuers, date } = node.attrs as { issuers: string[]; date: string | null };
    return ['p', { 'data-signature': '', class: 'body__signature' }, [...issuers, date].filter(Boolean).join('\n')];
  },
});

/** Nothing but plain paragraphs: our lists have one level. */
const FlatListItem = ListItem.extend({ content: 'paragraph' });

/**
 * The blocks of a notice and nothing else: what is pasted becomes these, or its words only.
 */
export const EXTENSIONS: Extensions = [
  StarterKit.configure({
    blockquote: false,
    bold: false,
    code: false,
    codeBlock: false,
    hardBreak: false,
    horizontalRule: false,
    italic: false,
    link: false,
    listItem: false,
    strike: false,
    trailingNode: false,
    underline: false,
    heading: { levels: [1, 2, 3, 4, 5] },
  }),
  FlatListItem,
  TableKit.configure({ table: { resizable: false } }),
  Annex,
  Note,
  Signature,
  Node.create({
    name: 'keptAttributes',
    addGlobalAttributes: () => [
      { types: ['heading', 'paragraph'], attributes: kept('anchor') },
      { types: ['bulletList', 'orderedList'], attributes: kept('doubt') },
      { types: ['table'], attributes: { ...kept('doubt'), ...kept('caption') } },
    ],
  }),
];
