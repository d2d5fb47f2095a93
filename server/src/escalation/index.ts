/** Escalation (叫应): persons on duty are told of an alert one after the other until somebody confirms. */
export { Escalator } from './escalator';
import { bindingKind } from './binding';
import { personKind } from './personChanges';

export { unbindResident } from './binding';
export { exportDuty } from './exportDuty';
export { openCalls } from './openCalls';
export { dutyRoutes } from './routes';

/** Every change of who is called. */
export const DUTY_CHANGE_KINDS = [bindingKind, personKind];
