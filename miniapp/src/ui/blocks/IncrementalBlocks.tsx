import type { Block } from '@shuozhi/shared/api';
import { useEffect, useMemo, useState } from 'react';
import { BlockView } from './BlockView';
import { slicesOf } from './slicesOf';

/** Pause between two slices in milliseconds: time for taps and scrolling. */
const PAUSE_MS = 30;

interface GradualBlocksProps {
  blocks: readonly Block[];
  /** Place of the first block in the document. */
  start: number;
  /** The block a link led to: drawn at once with all before it. */
  target: number | null;
}

/** Blocks drawn slice by slice, so that opening a long annex neither stutters nor exceeds what WeChat takes at once. */
export function IncrementalBlocks({ blocks, start, target }: GradualBlocksProps) {
  const slices = useMemo(() => slicesOf(blocks), [blocks]);
  const [drawn, setDrawn] = useState(1);
  useEffect(() => {
    if (drawn >= slices.length) return;
    const timer = setTimeout(() => setDrawn(drawn + 1), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [drawn, slices.length]);
  const reached = target === null ? 0 : target - start + 1;
  const count = Math.max(slices.slice(0, drawn).flat().length, Math.min(reached, blocks.length));
  return (
    <>
      {blocks.slice(0, count).map((block, place) => (
        <BlockView key={start + place} block={block} index={start + place} target={target === start + place} />
      ))}
    </>
  );
}
