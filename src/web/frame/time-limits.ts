import {HTTPException} from 'hono/http-exception';
import {timeout} from 'hono/timeout';
import {MINUTE, SECOND} from '../../clock.ts';

const late = () => new HTTPException(503);

/** Redis commands wait while Redis is down; a visitor gets a page after this long instead. */
export const answerSoon = timeout(10 * SECOND, late);

/** A re-send is planned before it is answered: a million subscribers take longer than a page may. */
export const answerWithinMinutes = timeout(5 * MINUTE, late);
