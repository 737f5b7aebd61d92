import type {Log} from '../../../log.ts';
import {maskAddress} from '../../../subscribers/mask-address.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';

export type ListSuppressedDeps = {
  subscribers: Pick<Subscribers, 'newestIn' | 'readOn'>;
  log: Log;
};

/** Somebody who is not written to any more. */
export type SuppressedReader = {
  number: number;
  /** `r…@e….org`: for its owner to know, and for nobody to write to. */
  masked: string;
  reason: string;
  /** Since when; ms since 1970. */
  at: number;
};

/** The suppressed subscribers who were added last, at most `limit`. */
export const listSuppressed = async (
  {subscribers, log}: ListSuppressedDeps,
  limit: number,
): Promise<SuppressedReader[]> => {
  const read = await subscribers.readOn(await subscribers.newestIn('suppressed', limit));
  const listed = read.flatMap(subscriber =>
    subscriber?.state === 'suppressed'
      ? [
          {
            ...{number: subscriber.number, masked: maskAddress(subscriber.address)},
            ...{reason: subscriber.stateReason, at: subscriber.stateAt},
          },
        ]
      : [],
  );
  log.debug({event: 'suppressed.listed', listed: listed.length});
  return listed;
};
