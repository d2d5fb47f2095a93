import { useEffect, useState } from 'react';

/** WeChat takes a page of cards in one setData; a browser on a slow phone draws this many without a stutter. */
const STEP = process.env.TARO_ENV === 'h5' ? 6 : Infinity;
/** Milliseconds between two steps: time for taps and scrolling. */
const PAUSE_MS = 40;

/** How many of `total` cards to draw now: a few at once, the others step by step. */
export function useIncrementalRender(total: number): number {
  const [drawn, setDrawn] = useState(STEP);
  // A shorter list is another list, e.g. after a change of topic: it begins anew.
  if (total < drawn - STEP && drawn > STEP) setDrawn(STEP);
  useEffect(() => {
    if (drawn >= total) return;
    const timer = setTimeout(() => setDrawn(drawn + STEP), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [drawn, total]);
  return Math.min(drawn, total);
}
