import { View } from '@tarojs/components';
import { useEffect, useRef } from 'react';
import { aria } from './aria';

/** The end counts as reached from 600 px below the screen on, and also far above it: a fling may jump over it. */
const REACHED = '1000000px 0px 600px 0px';

interface EndSentinelProps {
  /** Changes with every page that was added, so that an end still in sight asks for the next one. */
  shown: number;
  onReach(): void;
}

/**
 * Marks the end of what is shown and tells when the reader nears it. Browsers only: Taro's reachBottom there stays
 * silent when new content comes while the reader is still at the bottom. WeChat's own event has no such gap.
 */
export function EndSentinel({ shown, onReach }: EndSentinelProps) {
  const latest = useRef(onReach);
  useEffect(() => {
    latest.current = onReach;
  });
  const mark = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (process.env.TARO_ENV === 'weapp' || mark.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current();
      },
      { root: mark.current.closest('.taro_page'), rootMargin: REACHED },
    );
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, [shown]);
  return process.env.TARO_ENV === 'weapp' ? null : (
    <View ref={mark} className="reach-end" {...aria({ hidden: true })} />
  );
}
