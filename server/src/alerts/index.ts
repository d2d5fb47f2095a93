/** Alerts (预警) as staff issue them: templates, drafts in one call, release by a second person, what is in force. */
export { alertsRoutes } from './routes';
export { alertTemplateKind } from './templates';
