import type { Block, NoticeDetail } from '@shuozhi/shared/api';
import Taro from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '@/services/api';
import { asApiError, type ApiError } from '@/services/ApiError';
import { blockId } from '@/ui/blocks/splitAnnexes';
import { slicesOf } from '@/ui/blocks/slicesOf';

interface Shown {
  /** The document and revision these blocks are of. */
  key: string;
  /** Place of the first drawn block in the document. */
  start: number;
  blocks: Block[];
}

export interface DocumentText {
  start: number;
  blocks: Block[];
  /** The block a link led to. */
  target: number | null;
  loading: boolean;
  /** Blocks follow that are not drawn yet. */
  unfinished: boolean;
  error: ApiError | null;
  more(): Promise<void>;
  /** Draws some of what stands before the first drawn block. */
  before(): Promise<void>;
  jump(block: number): Promise<void>;
}

/** At once: Taro's animated scrolling in browsers shoots past a far goal. */
const SCROLL_MS = 0;
/** A goal nearer than this many blocks is reached by drawing on; a farther one is drawn without what lies between. */
const NEAR = 40;
/** Blocks drawn at a time in front of the first one, at most. */
const BACK = 20;

const keyOf = (notice: NoticeDetail | null) => (notice ? `${notice.id}@${notice.revision}` : '');
const breath = () => new Promise((resolve) => setTimeout(resolve, 30));
const endOf = ({ start, blocks }: Shown) => start + blocks.length;

/** Blocks of the notice from place `from` on: what came with it, else a page from the server. */
async function blocksFrom(notice: NoticeDetail, from: number): Promise<Block[]> {
  const local = notice.blocks.slice(from);
  return local.length > 0 ? local : (await api.noticeBlocks(notice.id, from).load()).value.blocks;
}

/** Exactly the blocks from `from` up to, without, `end`. */
async function blocksBetween(notice: NoticeDetail, from: number, end: number): Promise<Block[]> {
  const found: Block[] = [];
  while (from + found.length < end) {
    const added = await blocksFrom(notice, from + found.length);
    if (added.length === 0) break;
    found.push(...added);
  }
  return found.slice(0, end - from);
}

/**
 * The text of a notice, drawn slice by slice and fetched page by page, so that a plan of 240,000 characters opens as
 * fast as a short notice and its last chapter as fast as its first.
 */
export function useDocument(notice: NoticeDetail | null): DocumentText {
  const key = keyOf(notice);
  const beginning: Shown = { key, start: 0, blocks: notice ? (slicesOf(notice.blocks)[0] ?? []) : [] };
  const [state, setState] = useState(beginning);
  const [place, setPlace] = useState<{ block: number; marked: boolean } | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [loading, setLoading] = useState(false);
  const shown = state.key === key ? state : beginning;
  /** What is drawn or about to be, ahead of React's next rendering. */
  const drawn = useRef(beginning);
  const busy = useRef(false);
  /** Counts the pieces of work; a later one that starts elsewhere ends an earlier one. */
  const turn = useRef(0);
  /** The block up to which the text is wanted; raised while drawing goes on. */
  const goal = useRef(0);

  const show = useCallback((next: Shown) => {
    drawn.current = next;
    setState(next);
  }, []);

  /** One piece of work at a time; `still()` tells it whether it is wanted. */
  const work = useCallback(async (steps: (still: () => boolean) => Promise<void>) => {
    turn.current += 1;
    const mine = turn.current;
    const still = () => turn.current === mine;
    busy.current = true;
    setLoading(true);
    setError(null);
    try {
      await steps(still);
    } catch (thrown) {
      if (still()) setError(asApiError(thrown));
    } finally {
      if (still()) {
        busy.current = false;
        setLoading(false);
      }
    }
  }, []);

  const draw = useCallback(
    async (added: Block[], still: () => boolean) => {
      for (const slice of slicesOf(added)) {
        if (!still()) return;
        show({ ...drawn.current, blocks: [...drawn.current.blocks, ...slice] });
        await breath();
      }
    },
    [show],
  );

  /** The window of this very document, at its beginning when another one was shown before. */
  const current = useCallback((): Shown => {
    if (drawn.current.key !== keyOf(notice)) {
      drawn.current = { key: keyOf(notice), start: 0, blocks: notice ? (slicesOf(notice.blocks)[0] ?? []) : [] };
    }
    return drawn.current;
  }, [notice]);

  /** Draws on until the block at `wanted` stands on the page. */
  const drawTo = useCallback(
    async (wanted: number) => {
      if (!notice) return;
      goal.current = busy.current ? Math.max(goal.current, wanted) : wanted;
      if (busy.current) return;
      await work(async (still) => {
        while (still() && endOf(current()) <= Math.min(goal.current, notice.blocksTotal - 1)) {
          const added = await blocksFrom(notice, endOf(current()));
          if (added.length === 0) break;
          await draw(added, still);
        }
      });
    },
    [notice, work, draw, current],
  );

  /** Draws the text anew from the block at `start` on. */
  const drawFrom = useCallback(
    async (start: number) => {
      if (!notice) return;
      await work(async (still) => {
        const added = await blocksFrom(notice, start);
        if (!still()) return;
        const slice = slicesOf(added)[0] ?? [];
        show({ key: keyOf(notice), start, blocks: slice });
        setPlace({ block: start, marked: true });
        await draw(added.slice(slice.length), still);
      });
    },
    [notice, work, show, draw],
  );

  const more = () => drawTo(endOf(current()));
  const before = async () => {
    const { start } = current();
    if (!notice || start === 0) return;
    await work(async (still) => {
      const added = await blocksBetween(notice, Math.max(0, start - BACK), start);
      if (!still()) return;
      const slice = slicesOf(added).pop() ?? [];
      show({ ...drawn.current, start: start - slice.length, blocks: [...slice, ...drawn.current.blocks] });
      // What the reader was reading stays in sight.
      setPlace({ block: start, marked: false });
    });
  };
  const jump = useCallback(
    async (block: number) => {
      const window = current();
      if (block < window.start || block >= endOf(window) + NEAR) {
        await drawFrom(block);
        return;
      }
      await drawTo(block);
      // A new object each time: a second tap on the same link scrolls again.
      setPlace({ block, marked: true });
    },
    [current, drawTo, drawFrom],
  );
  useEffect(() => {
    if (place === null) return;
    const selector = `#${blockId(place.block)}`;
    Taro.nextTick(() => {
      // Refused when the reader has left the page meanwhile.
      Taro.pageScrollTo({ selector, duration: SCROLL_MS }).catch(() => undefined);
    });
  }, [place]);

  return {
    start: shown.start,
    blocks: shown.blocks,
    target: place?.marked ? place.block : null,
    loading,
    unfinished: notice !== null && endOf(shown) < notice.blocksTotal,
    error,
    more,
    before,
    jump,
  };
}
