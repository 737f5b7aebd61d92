import {HOUR, SECOND} from '../../src/clock.ts';
import {callMark, mailMark, type Searched} from '../../src/delivery/doubt/marks.ts';
import type {CarriedResult, Witness, WitnessRefusal} from '../../src/delivery/doubt/witness.ts';
import type {Host} from '../world/host.ts';
import type {LoggedCall, Provider, TakenMail} from './provider.ts';

const PAGE = 100;

/** The provider's log of calls as the product reads it; a process that is cut off reads nothing. */
export const openCallLog = (host: Host, provider: Provider): Witness => {
  const ask = <Result>(read: () => Result): Promise<Result | {kind: 'failed'; reason: string}> =>
    new Promise(resolve => {
      host.after(0.1 * SECOND, () =>
        resolve(host.isCutOff ? {kind: 'failed', reason: 'no connection could be made'} : read()),
      );
    });
  return {
    source: 'the log',
    list: before => ask(() => closed(provider) ?? pageBefore(shown(provider, host.time.now), before, host)),
    carried: (id, searched) => ask(() => closed(provider) ?? carriedBy(provider, id, searched)),
  };
};

const closed = ({logState}: Provider): WitnessRefusal | null =>
  logState === 'closed' ? {kind: 'forbidden', reason: '401 restricted_api_key'} : null;

/** The calls of the log that are shown now, oldest first. */
const shown = ({log, logState}: Provider, now: number): LoggedCall[] => {
  if (logState === 'late') return log.filter(({at}) => at < now - 30 * HOUR);
  if (logState === 'short') return log.filter(({at}) => at > now - HOUR);
  if (logState === 'holes') return log.filter(({mails}) => mails.every(({letter}) => letter !== ''));
  return log;
};

const pageBefore = (log: LoggedCall[], before: string | null, host: Host) => {
  const newestFirst = log.toReversed();
  const from = before === null ? 0 : newestFirst.findIndex(({id}) => id === before) + 1;
  const page = newestFirst.slice(from, from + PAGE);
  return {
    kind: 'page' as const,
    calls: page.map(({id, at, status}) => ({id, at, status, isSending: true})),
    hasMore: from + PAGE < newestFirst.length,
    skewMs: Math.abs(host.clockOffsetMs),
  };
};

const carriedBy = ({log, logState}: Provider, id: string, {of, instanceId}: Searched): CarriedResult => {
  if (logState === 'cut') return {kind: 'carried', isOurs: false, carried: 'unreadable'};
  const mails = log.find(call => call.id === id)?.mails ?? [];
  const own = mails.filter(
    mail => (mail.letter === '' ? mail.edition : 'letters') === of && mail.tags.instance === instanceId,
  );
  return {
    kind: 'carried' as const,
    isOurs: mails.every(mail => mail.tags.instance === instanceId),
    carried: own.length === 0 ? ('foreign' as const) : own.map(toCarried),
  };
};

const toCarried = ({letter, run, chunk, number, id}: TakenMail) => ({
  mail: letter === '' ? mailMark({run, number}) : letter,
  call: letter === '' ? callMark({run, chunk: chunk.replaceAll('_', '.')}) : letter,
  messageId: id === '' ? null : id,
});
