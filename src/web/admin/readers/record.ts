import type {AdminContext} from '../../deps.ts';
import type {Session} from '../login/session.ts';

/**
 * Puts on record what an operator does about one reader, before it is done. The reader is a number, or
 * nobody; the address stands nowhere. Returns the subscriber, null for nobody.
 */
export const recordOfReader = async (
  {deps}: AdminContext,
  {who}: Session,
  {what, address}: {what: string; address: string},
) => {
  const subscriber = await deps.subscribers.find(address.trim());
  await deps.operators.record({
    ...{at: deps.clock.now(), who, what},
    subscriber: subscriber?.number ?? null,
  });
  return subscriber;
};
