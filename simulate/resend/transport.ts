import {SECOND} from '../../src/clock.ts';
import type {Answer, Call, Transport} from '../../src/delivery/transports/transport.ts';
import type {Watch} from '../watch/watch.ts';
import type {Host} from '../world/host.ts';
import type {Strikes} from '../world/strikes.ts';
import type {Trace} from '../world/trace.ts';
import {type Provider, readCall, SAFE_MS, type SentCall, type Verdict} from './provider.ts';

/** What may befall a call. */
export type CallFault =
  | 'unreachable'
  | 'lost-before'
  | 'lost-after'
  | 'error-before'
  | 'error-after'
  | 'late'
  | 'slow'
  | 'doubled'
  | 'rate-limit'
  | 'blocked'
  | 'crash-before-call'
  | 'crash-in-call'
  | 'crash-after-answer';

export type TransportPlace = {
  host: Host;
  provider: Provider;
  strikes: Strikes;
  trace: Trace;
  watch: Pick<Watch, 'onSend' | 'onAnswer'>;
  odds: readonly (readonly [CallFault, number])[];
  /** How many mails one call carries: few here, so that a round has several. */
  batchSize: number;
};

/** The product gives a call up after so long (src/delivery/transports/resend/resend.ts). */
const TIMEOUT_MS = 25 * SECOND;

const lost = (reason: string): Answer => ({kind: 'lost', reason});

/** The product's transport on a simulated wire: what becomes of a call is the seed's. */
export const openTransport = (place: TransportPlace): Transport => ({
  name: 'resend',
  batchSize: place.batchSize,
  replaySafeMs: SAFE_MS,
  send: call => send(place, call),
  close: async () => undefined,
});

const send = (place: TransportPlace, call: Call): Promise<Answer> =>
  new Promise(resolve => {
    const {host, strikes, trace, odds} = place;
    const sent = readCall(call, host.time.now);
    const fault = strikes.at(`${host.name}.call`, odds);
    trace.note(host.name, `calls ${sent.key} ${sent.hash.slice(0, 8)}${fault ? ` (${fault})` : ''}`);
    if (fault === 'crash-before-call') return host.kill();
    place.watch.onSend(sent);
    let isOver = false;
    const answer = (result: Answer) => {
      if (isOver) return;
      isOver = true;
      trace.note(host.name, `hears of ${sent.key}: ${result.kind}`);
      if (fault === 'crash-after-answer') return host.kill();
      const isConcurrent = result.kind === 'wait' && result.because === 'concurrent';
      if (!isConcurrent) place.watch.onAnswer(sent, result.kind);
      resolve(result);
    };
    host.after(TIMEOUT_MS, () => answer(lost('no answer within 25 s')));
    if (host.isCutOff) return void host.after(2, () => answer(unreachable));
    travel(place, {sent, fault, answer});
  });

const unreachable: Answer = {
  kind: 'wait',
  because: 'unreachable',
  waitMs: 10 * SECOND,
  reason: 'no connection could be made',
};

type Travelling = {sent: SentCall; fault: CallFault | null; answer: (answer: Answer) => void};

/** Answers that come before the other side has seen anything of the call. */
const EARLY: Partial<Record<CallFault, Answer>> = {
  unreachable,
  'lost-before': lost('the connection was reset'),
  'error-before': lost('500 internal_server_error'),
  'rate-limit': {kind: 'wait', because: 'rate-limit', waitMs: SECOND, reason: '429 rate_limit_exceeded'},
  blocked: {kind: 'blocked', reason: '401 restricted_api_key'},
};

const travel = (place: TransportPlace, {sent, fault, answer}: Travelling): void => {
  const {host} = place;
  const {random, time} = host;
  const wayMs = 20 + 60 * random.fraction();
  const early = fault === null ? undefined : EARLY[fault];
  if (early) {
    host.after(2 * wayMs, () => answer(early));
    return;
  }
  if (fault === 'crash-in-call') time.after(wayMs * 3 * random.fraction(), () => host.kill());
  const arrivesMs = fault === 'late' ? TIMEOUT_MS + SECOND + 15 * SECOND * random.fraction() : wayMs;
  const worksMs =
    fault === 'slow' ? 9 * SECOND + 15 * SECOND * random.fraction() : 50 + 350 * random.fraction();
  let isRefused = false;
  const back = (verdict: Verdict) => {
    isRefused = verdict.kind !== 'accepted';
    reply(place, {sent, fault, answer}, {verdict, wayMs});
  };
  time.after(arrivesMs, () => work(place, {sent, worksMs, back}));
  // Who sends a call on a second time, such as a proxy, has heard no answer to the first: no refusal, either.
  if (fault === 'doubled')
    time.after(arrivesMs + 600 * random.fraction(), () => {
      if (!isRefused) work(place, {sent, worksMs, back: () => undefined});
    });
};

const work = (
  {provider, trace, host}: TransportPlace,
  {sent, worksMs, back}: {sent: SentCall; worksMs: number; back: (verdict: Verdict) => void},
): void => {
  const verdict = provider.receive(sent);
  trace.note('resend', `${sent.key}: ${verdict === 'in-the-works' ? verdict : verdict.kind}`);
  if (verdict !== 'in-the-works') {
    back(verdict);
    return;
  }
  host.time.after(worksMs, () => {
    trace.note('resend', `takes ${sent.key}`);
    back(provider.finish(sent));
  });
};

/** The way back. A process that is cut off hears nothing. */
const reply = (
  {host}: TransportPlace,
  {fault, answer}: Travelling,
  {verdict, wayMs}: {verdict: Verdict; wayMs: number},
): void => {
  host.after(wayMs, () => {
    if (host.isCutOff || fault === 'late') return;
    if (fault === 'lost-after') return answer(lost('the answer was cut off'));
    if (fault === 'error-after') return answer(lost('502 bad gateway'));
    answer(toAnswer(verdict));
  });
};

const toAnswer = (verdict: Verdict): Answer => {
  switch (verdict.kind) {
    case 'accepted':
      return {kind: 'accepted', messageIds: verdict.ids};
    case 'concurrent':
      return {kind: 'wait', because: 'concurrent', waitMs: 2 * SECOND, reason: '409 concurrent'};
    case 'conflict':
      return {kind: 'conflict', reason: '409 invalid_idempotent_request'};
    case 'refused':
      return {kind: 'refused', reason: verdict.reason};
    default:
      return {kind: 'wait', because: verdict.kind, waitMs: verdict.waitMs, reason: `429 ${verdict.kind}`};
  }
};
