import {HOUR} from '../../src/clock.ts';
import {unpackManifest, unpackMessageIds} from '../../src/delivery/ledger/manifest.ts';
import type {RecordedUnit} from '../redis/client.ts';
import {type Keyspace, readAt, SET} from '../redis/keyspace.ts';
import type {Unit} from '../redis/server.ts';
import {type Provider, SAFE_MS} from '../resend/provider.ts';
import type {Calls} from './calls.ts';
import {BASE, type Fields, fieldsAt, orderIn} from './ledger.ts';
import {mailName} from './mail-name.ts';

/** A chunk before and after one step, by its name: `1:3.1`. */
export type ChunkStep = {name: string; before: Fields; after: Fields; unit: Unit};

export type ChunkPlace = {
  keys: Keyspace;
  provider: Provider;
  calls: Calls;
  tell: (wrong: string) => void;
  now: () => number;
  /** Whether all was stopped so long ago that every process has heard of it. */
  isStoppedForLong: () => boolean;
};

const isOpen = (chunk: Fields): boolean => /^(?:planned|frozen)$/.test(chunk.get('state') ?? '');

/** Watches what one step does to a chunk. */
export const watchChunk = (place: ChunkPlace, step: ChunkStep): void => {
  watchEnd(place, step);
  watchCall(place, step);
  watchDoubt(place, step);
  watchFence(place, step);
  watchClaim(place, step);
};

const isSame = (one: Fields, other: Fields): boolean =>
  one.size === other.size && [...one].every(([field, value]) => other.get(field) === value);

/** What has its end stays so; what is open is among the open ones, and nothing else is. */
const watchEnd = ({keys, tell, provider}: ChunkPlace, {name, before, after}: ChunkStep): void => {
  const [was, is] = [before.get('state'), after.get('state')];
  const hadEnd = was !== undefined && !isOpen(before);
  if (hadEnd && was !== 'uncertain' && !isSame(before, after))
    tell(`chunk ${name} was ${was} and is changed`);
  if (was === 'uncertain' && !/^(?:accepted|excluded|uncertain)$/.test(is ?? ''))
    tell(`chunk ${name} was uncertain and is ${is}`);
  const isAmongOpen = readAt(keys, `${BASE}open`, SET)?.has(name.replace(':', '/')) ?? false;
  if (isAmongOpen !== isOpen(after)) tell(`chunk ${name} is ${is}, and is ${isAmongOpen ? '' : 'not '}open`);
  if (isOpen(after) || hadEnd) return;
  if (keys.peek(`${BASE}addresses:${name}`) !== undefined)
    tell(`chunk ${name} is ${is}, and its addresses are kept`);
  if (is === 'accepted') watchIds(provider, {name, after, tell});
};

/** An accepted chunk has the id of each of its mails. */
const watchIds = (
  provider: Provider,
  {name, after, tell}: {name: string; after: Fields; tell: (wrong: string) => void},
): void => {
  const bytes = (field: string) => Buffer.from(after.get(field) ?? '', 'latin1');
  const ids = after.has('messageIds') ? unpackMessageIds(bytes('messageIds')) : [];
  const run = Number(name.split(':')[0]);
  const {members} = unpackManifest(bytes('manifest'));
  const isTrue = ({number}: {number: number}, place: number) =>
    provider.takenBy.get(mailName({run, number}))?.some(({id}) => id === ids[place]) ?? false;
  if (!members.every(isTrue)) tell(`chunk ${name} is accepted without the ids of its mails`);
};

/** A call is begun only where nothing forbids it, and brings a doubt. */
const watchCall = (place: ChunkPlace, {name, before, after}: ChunkStep): void => {
  const {keys, tell} = place;
  if (Number(after.get('calls') ?? 0) <= Number(before.get('calls') ?? 0)) return;
  const run = name.split(':')[0] ?? '';
  place.calls.noteBegun(after.get('key') ?? '');
  const order = orderIn(keys);
  if (order !== undefined) tell(`chunk ${name} is called while the edition is ${order}`);
  if (place.isStoppedForLong()) tell(`chunk ${name} is called while all is stopped`);
  const planning = fieldsAt(keys, `run:${run}`).get('planning');
  if (planning === 'open' || planning === 'called-off')
    tell(`chunk ${name} is called while the planning of its run is ${planning}`);
  if (!after.has('doubtSince')) tell(`chunk ${name} is called and not in doubt`);
};

/** Two clocks may be off both ways. */
const CLOCKS_OFF_MS = HOUR;

/** While a call may have been taken, nothing else is made of its chunk. */
const watchDoubt = ({keys, calls, tell, now}: ChunkPlace, {name, before, after}: ChunkStep): void => {
  if (!before.has('doubtSince') || before.get('state') === 'uncertain') return;
  const key = before.get('key') ?? '';
  if (before.get('frozenAt') !== after.get('frozenAt') && isOpen(after))
    tell(`chunk ${name} is frozen again while it is in doubt`);
  if (isOpen(after) && !after.has('doubtSince')) calls.noteCleared(key);
  if (after.get('state') !== 'uncertain') return;
  const isCancelled = orderIn(keys) === 'cancelled';
  const isMixedUp = calls.hasConflict(key) && calls.isForgotten(key);
  const isTooOld = now() - Number(before.get('doubtSince')) > SAFE_MS - CLOCKS_OFF_MS;
  if (!isCancelled && !isMixedUp && !isTooOld) tell(`chunk ${name} is uncertain without a cause`);
};

const argsOf = (unit: Unit, key: string): string[] | null => {
  const [part] = 'parts' in unit ? (unit as RecordedUnit).parts : [];
  return part?.kind === 'script' && part.names[0] === key ? part.args : null;
};

const FENCED = /^(?:freeze-chunk|begin-call|defer-chunk|settle-chunk|split-chunk|renew-claim) /;

/** Under an old fence nothing changes. */
const watchFence = ({tell}: ChunkPlace, {name, before, after, unit}: ChunkStep): void => {
  const args = FENCED.test(unit.name) ? argsOf(unit, `${BASE}chunk:${name}`) : null;
  if (args === null || args[0] === before.get('fence')) return;
  if (!isSame(before, after)) tell(`chunk ${name} is changed under an old fence by ${unit.name}`);
};

/** Nobody takes a chunk that another holds, by the clock of who takes it. */
const watchClaim = ({tell}: ChunkPlace, {name, before, after, unit}: ChunkStep): void => {
  const args = /^claim-chunk /.test(unit.name) ? argsOf(unit, `${BASE}chunk:${name}`) : null;
  if (args === null || after.get('fence') === before.get('fence')) return;
  const [now, leaseMs] = [Number(args[0]), Number(args[1])];
  const heldFor = Number(before.get('leaseUntil') ?? 0) - now;
  if (heldFor > 0 && heldFor <= leaseMs && before.get('holder') !== after.get('holder'))
    tell(`chunk ${name} is taken from who holds it`);
  if (Number(before.get('notBefore') ?? 0) > now) tell(`chunk ${name} is taken up too early`);
};
