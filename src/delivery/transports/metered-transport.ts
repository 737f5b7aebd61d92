import {SECOND} from '../../clock.ts';
import type {Transport} from './transport.ts';

export type Metering = {
  /** Hears of each call, by the kind of its answer, and how long it took. */
  noteCall: (outcome: string, seconds: number) => void;
  /** Hears of each call that was accepted. */
  noteAccepted: () => void;
  /** A clock that only goes forward, ms. */
  elapsed: () => number;
};

/** The same transport, which tells of each call. */
export const meteredTransport = (transport: Transport, metering: Metering): Transport => ({
  ...transport,
  send: async call => {
    const begun = metering.elapsed();
    const answer = await transport.send(call);
    metering.noteCall(answer.kind, (metering.elapsed() - begun) / SECOND);
    if (answer.kind === 'accepted') metering.noteAccepted();
    return answer;
  },
});
