import { EventEmitter } from 'node:events';

const notices = new EventEmitter();
notices.setMaxListeners(20);

/** Tells the coordinator, when it is in this process, that there is work; one in another process finds it by polling. */
export function notifyCoordinator(): void {
  notices.emit('work');
}

/** Calls `listener` at each notice; returns how to stop that. */
export function onCoordinatorNotified(listener: () => void): () => void {
  notices.on('work', listener);
  return () => notices.off('work', listener);
}
