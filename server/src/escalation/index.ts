/** Escalation (叫应): persons on duty are told of an alert one after the other until somebody confirms. */
export { Escalator } from './escalator';
export { bindingKind, unbindResident } from './persons';
export { dutyRoutes } from './routes';
