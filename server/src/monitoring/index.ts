/** Whether push works: checks, comparisons, retention, and the metrics that tell of them. */
import './metrics';

export { readHealthReport } from './healthReport';
export { monitoringJobs } from './jobs';
export { WATCH_MS, watchPush } from './watchPush';
