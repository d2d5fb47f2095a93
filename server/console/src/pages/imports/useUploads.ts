import { upload } from '@shuozhi/client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { answerOf, api, messageOf } from '@/api/client';

export interface Sending {
  name: string;
  state: 'waiting' | 'sending' | 'sent' | 'failed' | 'cancelled';
  message?: string;
}

/** Sends files one after the other; what was sent is read by the server in its turn. */
export function useUploads() {
  const client = useQueryClient();
  const [sendings, setSendings] = useState<Sending[]>([]);
  const cancelled = useRef(false);
  const send = useCallback(
    async (files: readonly File[]) => {
      cancelled.current = false;
      setSendings(files.map(({ name }) => ({ name, state: 'waiting' })));
      const mark = (place: number, now: Omit<Sending, 'name'>) =>
        setSendings((before) => before.map((one, other) => (other === place ? { name: one.name, ...now } : one)));
      for (const [place, file] of files.entries()) {
        if (cancelled.current) {
          mark(place, { state: 'cancelled' });
          continue;
        }
        mark(place, { state: 'sending' });
        try {
          await answerOf(api.POST('/staff/imports', upload(file, file.name)));
          mark(place, { state: 'sent' });
        } catch (error) {
          mark(place, { state: 'failed', message: messageOf(error) });
        }
        await client.invalidateQueries({ queryKey: ['imports'] });
      }
    },
    [client],
  );
  return { sendings, send, cancel: () => void (cancelled.current = true) };
}
