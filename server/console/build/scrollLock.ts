import { useLayoutEffect } from 'react';

/** Keeps the page behind a dialog still; in place of Ant Design's, which does it with a style element. */
export default function useScrollLocker(lock: boolean | undefined): void {
  useLayoutEffect(() => {
    if (!lock) return undefined;
    const { overflow } = document.body.style;
    document.body.style.overflow = 'hidden';
    return () => void (document.body.style.overflow = overflow);
  }, [lock]);
}
