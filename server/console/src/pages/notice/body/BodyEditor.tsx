import type { Editor, JSONContent } from '@tiptap/core';
import { EditorContent, useEditor, useEditorState } from '@tiptap/react';
import { Button } from 'antd';
import { useEffect } from 'react';
import type { Block } from '@/text/blockText';
import { blocksToDoc } from './blocksToDoc';
import { docToBlocks } from './docToBlocks';
import { preparePasted } from './pasted';
import { EXTENSIONS } from './schema';
import { sentenceAt } from './sentence';
import './body.css';

export interface PickedSentence {
  quote: string;
  block: number;
}

interface BodyEditorProps {
  blocks: readonly Block[];
  /** Who signs and when, for the signature that the toolbar sets. */
  signature: { issuers: string[]; date: string | null };
  onChange: (blocks: Block[]) => void;
  /** The sentence at the cursor or the marked words become a key fact. */
  onPick: (sentence: PickedSentence) => void;
}

/** The words a person means: those marked, else the sentence at the cursor. */
function picked(editor: Editor): PickedSentence | null {
  const { from, to, empty, $from } = editor.state.selection;
  const node = $from.index(0);
  const block = docToBlocks(editor.getJSON()).nodes.indexOf(node);
  const quote = empty
    ? sentenceAt($from.parent.textContent, $from.parentOffset)
    : editor.state.doc.textBetween(from, to, '\n').trim();
  return quote === '' || block < 0 ? null : { quote: quote.slice(0, 600), block };
}

const emptyTable = () =>
  blocksToDoc([
    {
      type: 'table',
      header: ['', '', ''],
      rows: [
        ['', '', ''],
        ['', '', ''],
      ],
    },
  ]).content?.[0] ?? {};

/** Puts a block behind the one with the cursor: a sentence is never cut in two. */
function insertBlock(editor: Editor, block: JSONContent): void {
  const { $from } = editor.state.selection;
  const after = $from.depth === 0 ? $from.pos : $from.after(1);
  editor
    .chain()
    .insertContentAt(after, block)
    .focus(after + 1)
    .run();
}

function Toolbar({ editor, signature, onPick }: { editor: Editor } & Pick<BodyEditorProps, 'signature' | 'onPick'>) {
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      heading: now.isActive('heading'),
      bullets: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      table: now.isActive('table'),
      annex: now.isActive('annex'),
      note: now.isActive('note'),
      undo: now.can().undo(),
      redo: now.can().redo(),
    }),
  });
  const run = () => editor.chain().focus();
  const tools = [
    { name: '小标题', on: active.heading, do: () => run().toggleHeading({ level: 2 }).run() },
    { name: '列表', on: active.bullets, do: () => run().toggleBulletList().run() },
    { name: '编号', on: active.numbers, do: () => run().toggleOrderedList().run() },
    { name: '附件', on: active.annex, do: () => run().toggleNode('annex', 'paragraph').run() },
    { name: '说明', on: active.note, do: () => run().toggleNode('note', 'paragraph').run() },
    { name: '落款', do: () => insertBlock(editor, { type: 'signature', attrs: signature }) },
    { name: '表格', do: () => insertBlock(editor, emptyTable()) },
  ];
  const tableTools = [
    { name: '加行', do: () => run().addRowAfter().run() },
    { name: '删行', do: () => run().deleteRow().run() },
    { name: '加列', do: () => run().addColumnAfter().run() },
    { name: '删列', do: () => run().deleteColumn().run() },
    { name: '首行作表头', do: () => run().toggleHeaderRow().run() },
    { name: '删表格', do: () => run().deleteTable().run() },
  ];
  return (
    <div className="toolbar" role="toolbar" aria-label="正文格式">
      {tools.map((tool) => (
        <Button key={tool.name} size="small" aria-pressed={tool.on} onClick={tool.do}>
          {tool.name}
        </Button>
      ))}
      {active.table &&
        tableTools.map((tool) => (
          <Button key={tool.name} size="small" onClick={tool.do}>
            {tool.name}
          </Button>
        ))}
      <Button size="small" disabled={!active.undo} onClick={() => run().undo().run()}>
        撤销
      </Button>
      <Button size="small" disabled={!active.redo} onClick={() => run().redo().run()}>
        重做
      </Button>
      <Button
        size="small"
        type="primary"
        title="Alt+F"
        onClick={() => {
          const sentence = picked(editor);
          if (sentence) onPick(sentence);
        }}
      >
        这句设为要点
      </Button>
    </div>
  );
}

/** The body, written as blocks. It begins anew when its `key` changes, not when `blocks` do. */
export function BodyEditor({ blocks, signature, onChange, onPick }: BodyEditorProps) {
  const editor = useEditor({
    extensions: EXTENSIONS,
    content: blocksToDoc(blocks),
    injectCSS: false,
    editorProps: {
      attributes: { 'aria-label': '正文', role: 'textbox', 'aria-multiline': 'true', class: 'body-editor' },
      transformPastedHTML: preparePasted,
    },
    onUpdate: ({ editor: now }) => onChange(docToBlocks(now.getJSON()).blocks),
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.code !== 'KeyF') return;
      event.preventDefault();
      const sentence = picked(editor);
      if (sentence) onPick(sentence);
    };
    const { dom } = editor.view;
    dom.addEventListener('keydown', onKey);
    return () => dom.removeEventListener('keydown', onKey);
  }, [editor, onPick]);
  return (
    <div className="body-frame">
      <Toolbar editor={editor} signature={signature} onPick={onPick} />
      <EditorContent editor={editor} />
    </div>
  );
}
