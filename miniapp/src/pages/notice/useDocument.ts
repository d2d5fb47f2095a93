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
  blocks: Block[];
}

export interface DocumentText {
  blocks: Block[];
  /** The block a link led to. */
  target: number | null;
  loading: boolean;
  /** Blocks follow that are not drawn yet. */
  unfinished: boolean;
  error: ApiError | null;
  more(): Promise<void>;
  jump(block: number): Promise<void>;
}

/** At once: Taro's animated scrolling in browsers shoots past a far goal. */
const SCROLL_MS = 0;

const keyOf = (notice: NoticeDetail | null) => (notice ? `${notice.id}@${notice.revision}` : '');
const breath = () => new Promise((resolve) => setTimeout(resolve, 30));

/**
 * The text of a notice, drawn slice by slice and fetched page by page, so that a plan of 240,000 characters opens as
 * fast as a short notice.
 */
export function useDocument(notice: NoticeDetail | null): DocumentText {
  const key = keyOf(notice);
  const first = notice ? (slicesOf(notice.blocks)[0] ?? []) : [];
  const [shown, setShown] = useState<Shown>({ key, blocks: first });
  const [target, setTarget] = useState<{ block: number } | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [loading, setLoading] = useState(false);
  const blocks = shown.key === key ? shown.blocks : first;
  /** What is drawn or about to be, ahead of React's next rendering. */
  const drawn = useRef<Shown>({ key, blocks: first });
  const busy = useRef(false);
  /** The block up to which the text is wanted; raised while drawing goes on. */
  const goal = useRef(0);

  const draw = useCallback(async (of: string, added: Block[]) => {
    for (const slice of slicesOf(added)) {
      drawn.current = { key: of, blocks: [...drawn.current.blocks, ...slice] };
      setShown(drawn.current);
      await breath();
    }
  }, []);

  /** Draws on until the block at `wanted` stands on the page. */
  const drawTo = useCallback(
    async (wanted: number) => {
      if (!notice) return;
      goal.current = busy.current ? Math.max(goal.current, wanted) : wanted;
      if (busy.current) return;
      const of = keyOf(notice);
      if (drawn.current.key !== of) drawn.current = { key: of, blocks: slicesOf(notice.blocks)[0] ?? [] };
      busy.current = true;
      setLoading(true);
      setError(null);
      try {
        while (drawn.current.blocks.length <= Math.min(goal.current, notice.blocksTotal - 1)) {
          const have = drawn.current.blocks.length;
          const local = notice.blocks.slice(have);
          const added = local.length > 0 ? local : (await api.noticeBlocks(notice.id, have).load()).value.blocks;
          if (added.length === 0) break;
          await draw(of, added);
        }
      } catch (thrown) {
        setError(asApiError(thrown));
      } finally {
        busy.current = false;
        setLoading(false);
      }
    },
    [notice, draw],
  );

  const more = () => drawTo(drawn.current.key === key ? drawn.current.blocks.length : first.length);
  const jump = useCallback(
    async (block: number) => {
      await drawTo(block);
      // A new object each time: a second tap on the same link scrolls again.
      setTarget({ block });
    },
    [drawTo],
  );
  useEffect(() => {
    if (target === null) return;
    const selector = `#${blockId(target.block)}`;
    Taro.nextTick(() => {
      // Refused when the reader has left the page meanwhile.
      Taro.pageScrollTo({ selector, duration: SCROLL_MS }).catch(() => undefined);
    });
  }, [target]);

  const unfinished = notice !== null && blocks.length < notice.blocksTotal;
  return { blocks, target: target?.block ?? null, loading, unfinished, error, more, jump };
}
