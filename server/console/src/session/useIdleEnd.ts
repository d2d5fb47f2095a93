import { useEffect } from 'react';
import { answerOf, api, lastCall } from '@/api/client';
import { lastActivity, noteActivity } from './whileHere';

const CHECK_MS = 5000;
/**
 * Ends the session when nobody touched the page for the session's idle time, as the server would if nothing polled; and
 * keeps it alive while somebody only reads and types.
 * @param onEnd the page is covered then, and keeps everything on it
 */
export function useIdleEnd(idleSeconds: number, onEnd: () => void): void {
  useEffect(() => {
    const events = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
    noteActivity();
    events.forEach((event) => window.addEventListener(event, noteActivity, { passive: true }));
    const timer = setInterval(() => {
      const idleMs = idleSeconds * 1000;
      if (Date.now() - lastActivity() >= idleMs) {
        void answerOf(api.DELETE('/staff/session')).catch(() => undefined);
        onEnd();
      } else if (lastActivity() > lastCall() && Date.now() - lastCall() > idleMs / 3) {
        // An answer that the session is over is told to whoever listens to the client.
        void answerOf(api.GET('/staff/session')).catch(() => undefined);
      }
    }, CHECK_MS);
    return () => {
      clearInterval(timer);
      events.forEach((event) => window.removeEventListener(event, noteActivity));
    };
  }, [idleSeconds, onEnd]);
}
