let actedAt = Date.now();

/** Notes that somebody is at the page. */
export const noteActivity = () => void (actedAt = Date.now());
export const lastActivity = () => actedAt;

const PRESENT_MS = 5 * 60_000;

/** For lists that update themselves: the interval, resting while nobody is at the page, so that the session can end. */
export const whileSomeoneIsHere = (everyMs: number) => () => (Date.now() - actedAt < PRESENT_MS ? everyMs : false);
