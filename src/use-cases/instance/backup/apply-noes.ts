import type {Log} from '../../../log.ts';
import type {No} from '../../../subscribers/noes/no.ts';
import {move, suppressed} from '../../../subscribers/states.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import type {AllKeptOfReaders, Subscriber} from '../../../subscribers/subscriber.ts';
import {blockOf, removeForGood} from '../../subscribers/keeping/remove-for-good.ts';

export type ApplyDeps = {
  subscribers: Pick<
    Subscribers,
    'read' | 'findOwner' | 'update' | 'remove' | 'blockImport' | 'blockPlace' | 'placeCodeOf' | 'newAddresses'
  >;
  keptOfReaders: AllKeptOfReaders;
  instanceId: string;
  log: Log;
};

export type AppliedNoes = {
  /** Subscribers that are other than the backup had them. */
  changed: number;
  /** Of whom the backup says the same already. */
  known: number;
  /** Not in the backup: an address is blocked from import, where its fingerprint is known. */
  blocked: number;
  /** Of another instance: passed over. */
  foreign: number;
};

/** Hosts' clocks differ; what stands in the backup already changes nothing. */
const MARGIN_MS = 5 * 60_000;

/**
 * Carries out once more what was said since a backup was made (`since`, ms since 1970), in the order in which
 * it was said: who left and came back stays as they are. Sends no letter and tells nobody; again and again is
 * harmless.
 */
export const applyNoes = async (
  deps: ApplyDeps,
  {noes, since}: {noes: No[]; since: number},
): Promise<AppliedNoes> => {
  const late = noes.filter(({at}) => at >= since - MARGIN_MS);
  const own = late.filter(({instance}) => instance === undefined || instance === deps.instanceId);
  const applied = {changed: 0, known: 0, blocked: 0, foreign: late.length - own.length};
  for (const said of bySubject(own).values()) applied[await applyTo(deps, said)] += 1;
  deps.log.info({event: 'noes.applied', ...applied}, 'noes since the backup carried out');
  return applied;
};

/** A number names the same subscriber as an id beside it, wherever both were noted together. */
const bySubject = (noes: No[]): Map<string, No[]> => {
  const numberOf = new Map(noes.flatMap(({id, number}) => (id && number ? [[id, number] as const] : [])));
  const subjects = new Map<string, No[]>();
  for (const no of noes.toSorted((one, other) => one.at - other.at)) {
    const number = no.number ?? numberOf.get(no.id ?? '');
    const subject = String(number ?? no.id ?? no.place);
    const said = subjects.get(subject) ?? [];
    said.push(number === undefined ? no : {...no, number});
    subjects.set(subject, said);
  }
  return subjects;
};

const applyTo = async (deps: ApplyDeps, said: No[]): Promise<'changed' | 'known' | 'blocked'> => {
  const subscriber = await find(deps, said);
  if (subscriber === null) {
    await blockStranger(deps, said);
    return 'blocked';
  }
  const {number} = subscriber;
  const hasMoved = await movedAway(deps, subscriber, said);
  const outcome = await deps.subscribers.update(number, current => afterAll(current, said, hasMoved));
  if (!said.some(({what}) => what === 'removed')) return outcome.kind === 'updated' ? 'changed' : 'known';
  const current = outcome.kind === 'unknown' ? subscriber : outcome.subscriber;
  const removed = await removeForGood(deps, {
    ...{subscriber: current, as: blockOf(current)},
    isOver: ({stateAt}) => stateAt <= (said.at(-1)?.at ?? 0),
  });
  return removed.kind === 'removed' || outcome.kind === 'updated' ? 'changed' : 'known';
};

/** Numbers that were given after the backup are nobody's in it, or somebody else's by now. */
const find = async ({subscribers}: ApplyDeps, said: No[]): Promise<Subscriber | null> => {
  const number = said.find(no => no.number !== undefined)?.number;
  const id = said.find(no => no.id !== undefined)?.id;
  const [found = null] =
    number === undefined
      ? [id === undefined ? null : await subscribers.findOwner({id})]
      : await subscribers.read([number]);
  return found && (id === undefined || found.id === id) ? found : null;
};

const afterAll = (current: Subscriber, said: No[], hasMoved: boolean): Subscriber | null => {
  const last = said.findLast(({what}) => what === 'ended' || what === 'back');
  let next = current;
  for (const no of said) {
    if (no.what === 'ended' && last?.what === 'ended') next = afterEnd(next, no);
    if (no.what === 'paused') next = {...next, preferences: {...next.preferences, pausedUntil: no.until}};
    if (no.what === 'links-void') next = {...next, epoch: Math.max(next.epoch, no.epoch)};
  }
  if (hasMoved) next = afterEnd(next, {state: 'unsubscribed', why: MOVED, at: said.at(-1)?.at ?? 0});
  return JSON.stringify(next) === JSON.stringify(current) ? null : next;
};

/** Their new address is lost with what came after the backup, and the old one may be somebody else's. */
const MOVED = 'moved to an address that the restored backup does not know';

const afterEnd = (
  current: Subscriber,
  {state, why, at}: {state: 'unsubscribed' | 'suppressed'; why: string; at: number},
): Subscriber => {
  // Said again since, after the restore.
  if (current.stateAt > at) return current;
  if (state === 'suppressed') return suppressed(current, {why, now: at}) ?? current;
  return move(current.state, 'unsubscribed').kind === 'moved'
    ? {...current, state, stateReason: why, stateAt: at}
    : current;
};

/** Whether the last address is one that the backup neither has nor is about to move them to. */
const movedAway = async (
  {subscribers}: ApplyDeps,
  {number, address}: Subscriber,
  said: No[],
): Promise<boolean> => {
  const last = said.findLast(no => no.what === 'moved');
  if (last?.what !== 'moved') return false;
  if (last.to === null) return true;
  const asked = await subscribers.newAddresses.find(number);
  const known = [address, ...(asked ? [asked.address] : [])].map(subscribers.placeCodeOf);
  return !known.includes(last.to);
};

const blockStranger = async ({subscribers}: ApplyDeps, said: No[]): Promise<void> => {
  const last = said.findLast(({what}) => what === 'ended' || what === 'back');
  if (last?.what === 'ended' && last.place)
    await subscribers.blockPlace(last.place, blockOf({state: last.state, stateReason: last.why}));
  for (const no of said) if (no.what === 'blocked' && no.place) await subscribers.blockPlace(no.place, no.as);
};
