import { EventEmitter } from 'node:events';

const bell = new EventEmitter();
bell.setMaxListeners(20);

/** Tells the worker of this process that there is work; workers of other processes find it by looking. */
export function wakeWorker(): void {
  bell.emit('work');
}

/** Calls `listener` at each wake-up; returns how to stop that. */
export function onWake(listener: () => void): () => void {
  bell.on('work', listener);
  return () => bell.off('work', listener);
}
