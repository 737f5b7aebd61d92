import {subscribe} from 'node:diagnostics_channel';
import type {Intercept} from '../../src/app.ts';
import type {ClaimedChunk} from '../../src/delivery/ledger/claimed-chunk.ts';
import type {Ledger} from '../../src/delivery/ledger/ledger.ts';
import type {Call, Transport} from '../../src/delivery/transports/transport.ts';
import {mailsIn} from '../../src/mail/body/batch.ts';
import {interceptChunks} from './intercept-chunks.ts';
import type {KillPoint} from './messages.ts';

/**
 * Parts that kill their own process at the nth passing of a point. The verbs are the product's: only what
 * they are handed is wrapped.
 */
export const killAt = ({
  point,
  nth,
  resendUrl,
}: {
  point: KillPoint;
  nth: number;
  resendUrl: string;
}): Intercept => {
  let passings = 0;
  const passing = (here: KillPoint) => {
    if (here !== point) return;
    passings += 1;
    if (passings === nth) die();
  };
  if (point === 'after-socket-write') whenABodyIsWritten(() => passing('after-socket-write'));
  return {
    ledger: ledger => ({
      ...interceptChunks(ledger, chunk => sendingPoints(chunk, passing)),
      ...planningPoints(ledger, passing),
    }),
    transport: transport => ({
      ...transport,
      send: call => sendPast({transport, call, point, resendUrl, passing}),
    }),
  };
};

type Passing = (here: KillPoint) => void;

const sendingPoints = (chunk: ClaimedChunk, passing: Passing): Pick<ClaimedChunk, 'freeze' | 'settle'> => ({
  freeze: async frozen => {
    passing('before-freeze');
    const result = await chunk.freeze(frozen);
    passing('after-freeze');
    return result;
  },
  settle: async (numbers, settlement) => {
    const result = await chunk.settle(numbers, settlement);
    passing('after-record');
    return result;
  },
});

const planningPoints = (
  ledger: Ledger,
  passing: Passing,
): Pick<Ledger, 'plannedWaves' | 'planMembers' | 'openChunks'> => ({
  plannedWaves: async run => {
    const planned = await ledger.plannedWaves(run);
    passing('in-scheduler');
    return planned;
  },
  planMembers: async plan => {
    const planned = await ledger.planMembers(plan);
    if (planned.added > 0) passing('in-planning');
    return planned;
  },
  openChunks: async edition => {
    const open = await ledger.openChunks(edition);
    if (open.length > 0) passing('in-reconciler');
    return open;
  },
});

const sendPast = async ({
  transport,
  call,
  point,
  resendUrl,
  passing,
}: {
  transport: Transport;
  call: Call;
  point: KillPoint;
  resendUrl: string;
  passing: Passing;
}) => {
  if (point !== 'after-accept') {
    const answer = await transport.send(call);
    passing('after-reply');
    return answer;
  }
  const state = {isAnswered: false};
  const answer = transport.send(call).finally(() => {
    state.isAnswered = true;
  });
  const tags = new URLSearchParams(mailsIn(call.batch)[0]?.tags ?? {});
  while (!state.isAnswered) {
    if (await isTaken(tags, resendUrl)) {
      passing('after-accept');
      break;
    }
    await new Promise(resolve => setTimeout(resolve, 5));
  }
  return answer;
};

/** Whether the fake Resend's journal has a mail with these tags. */
const isTaken = async (tags: URLSearchParams, resendUrl: string): Promise<boolean> => {
  const response = await fetch(`${resendUrl}/_control/inboxes?${tags}`);
  const inboxes: unknown[] = JSON.parse(await response.text());
  return inboxes.length > 0;
};

/** Node's own fetch tells when the last byte of a body went to the socket. */
const whenABodyIsWritten = (then: () => void): void => {
  subscribe('undici:request:bodySent', message => {
    if (isBatchCall(message)) then();
  });
};

const isBatchCall = (message: unknown): boolean => {
  const request: unknown = Object(message).request;
  return Object(request).path === '/emails/batch';
};

/**
 * As a container runtime, the kernel or a person at a keyboard would: nothing is finished, nothing is told.
 */
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; not one more line may run before it is there.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  throw new Error('the process outlived its own kill -9');
};
