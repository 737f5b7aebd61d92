import {setImmediate} from 'node:timers/promises';
import type {Press} from '../../mail/edition-renderer.ts';
import type {ReaderInterests} from '../../ranking/interests.ts';
import {isPausedAt} from '../../subscribers/pause.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import {hasKey, keyIdOf} from '../../subscribers/tokens.ts';
import type {SendingRooms} from '../../use-cases/sending/send-chunk.ts';
import {type ChunkName, idempotencyKey} from '../ledger/chunk-name.ts';
import type {Claim, Held} from '../ledger/chunks.ts';
import type {Member} from '../ledger/manifest.ts';
import {type ChunkMails, printChunk} from './chunk-mails.ts';

/** A chunk in this worker's hands. */
export type Chunk = {rooms: SendingRooms; name: ChunkName; claim: Claim};

export type Preparation =
  | {kind: 'ready'; numbers: number[]; key: string; mails: ChunkMails['mails']}
  /** Nobody of it stays: it is settled. */
  | {kind: 'empty'}
  /** Another worker has it now. */
  | {kind: 'fenced'}
  /** It may have been taken, and the same bytes cannot be made again. */
  | {kind: 'gone'; numbers: number[]; reason: string};

/** Makes a chunk's mails: anew as long as it is certain that nothing was taken, else the very bytes of the first call. */
export const prepareChunk = (chunk: Chunk): Promise<Preparation> =>
  chunk.claim.doubtSince === null ? freeze(chunk) : rebuild(chunk);

/** A change to the claimed chunk, at this instant. */
export const held = ({rooms, name, claim}: Chunk): Held => ({
  name,
  fence: claim.fence,
  now: rooms.clock.now(),
});

/**
 * Fixes who gets what, which is allowed for as long as it is certain that nothing was taken. After a definite no the mails may have
 * changed (somebody left): other mails need another key.
 */
const freeze = async (chunk: Chunk): Promise<Preparation> => {
  const {rooms, name, claim} = chunk;
  const planned = await membersOf(chunk);
  const sort = async (numbers: number[]) =>
    divide({numbers, found: await rooms.subscribers.read(numbers), now: rooms.clock.now()});
  const {staying, excluded} = await sort(planned);
  const press = await pressOf(chunk);
  const members = await selectFor({press, staying, wishes: await rooms.gatherWishes(staying)});
  const manifest = {keyId: newestKeyId(rooms), members};
  const addresses = staying.map(({address}) => address);
  const {mails, hash} = printChunk({press, name, manifest, addresses, secrets: rooms.tokenSecrets});
  const revision = claim.calls > 0 && hash !== claim.payloadHash ? claim.revision + 1 : claim.revision;
  const key = idempotencyKey(name, revision);
  const frozen = await rooms.ledger.freeze(held(chunk), {
    manifest,
    addresses,
    payloadHash: hash,
    key,
    revision,
    excluded,
  });
  if (frozen === 'empty' || frozen === 'fenced') return {kind: frozen};
  if (frozen === 'doubtful') throw new Error(`chunk ${key} came into doubt while it was claimed`);
  const numbers = members.map(({number}) => number);
  // Who left while the chunk was being frozen: subscribers live in other slots than the ledger, so one step cannot cover both.
  const again = await sort(numbers);
  return again.excluded.length > 0 ? freeze(chunk) : {kind: 'ready', numbers, key, mails};
};

type Selecting = {press: Press; staying: Subscriber[]; wishes: ReaderInterests[]};

/** Each member with their papers. */
const selectFor = async ({press, staying, wishes}: Selecting): Promise<Member[]> => {
  const members: Member[] = [];
  for (const [place, {number, epoch}] of staying.entries()) {
    const wished = wishes[place];
    if (!wished) throw new Error('fewer wishes came than members were asked about');
    members.push({number, epoch, selection: press.select(wished)});
    // A hundred papers that nobody named before take some ten milliseconds to compare: the claim is renewed in between.
    if (wished.liked.length + wished.disliked.length > 0) await setImmediate();
  }
  return members;
};

/** The very bytes of the first call, or why they cannot be had any more. */
const rebuild = async (chunk: Chunk): Promise<Preparation> => {
  const {rooms, name, claim} = chunk;
  const frozen = await rooms.ledger.frozen(name);
  if (!frozen) throw new Error(`chunk ${claim.key} is in doubt and has no manifest`);
  const {manifest, addresses} = frozen;
  const numbers = manifest.members.map(({number}) => number);
  if (addresses === null) return {kind: 'gone', numbers, reason: 'the addresses of the first call are gone'};
  if (!hasKey({secrets: rooms.tokenSecrets, keyId: manifest.keyId}))
    return {
      kind: 'gone',
      numbers,
      reason: 'the secret that signed the links of the first call is no longer configured',
    };
  const press = await pressOf(chunk);
  const {mails, hash} = printChunk({press, name, manifest, addresses, secrets: rooms.tokenSecrets});
  if (hash !== claim.payloadHash)
    return {kind: 'gone', numbers, reason: 'the mails no longer come out as they were in the first call'};
  return {kind: 'ready', numbers, key: claim.key, mails};
};

/** The press of the chunk's run; it is set up once per process. */
export const pressOf = async ({rooms, name}: Chunk): Promise<Press> => {
  const run = await rooms.ledger.findRun(name.edition, name.run);
  if (!run) throw new Error(`chunk ${name.edition} ${name.run}/${name.chunk} has no run`);
  return rooms.presses(name.edition, run.fragments);
};

/** The numbers of the members that are still to be served. */
export const membersOf = async ({rooms, name, claim}: Chunk): Promise<number[]> => {
  if (claim.state === 'planned') return claim.members;
  const frozen = await rooms.ledger.frozen(name);
  return frozen ? frozen.manifest.members.map(({number}) => number) : [];
};

type Division = {numbers: number[]; found: (Subscriber | null)[]; now: number};

/** Who gets the mail and who does not, with the reason. */
const divide = ({numbers, found, now}: Division) => {
  const staying: Subscriber[] = [];
  const excluded: {number: number; reason: string}[] = [];
  for (const [place, number] of numbers.entries()) {
    const subscriber = found[place] ?? null;
    const reason = whyExcluded(subscriber, now);
    if (subscriber && reason === null) staying.push(subscriber);
    else excluded.push({number, reason: reason ?? 'erased'});
  }
  return {staying, excluded};
};

const whyExcluded = (subscriber: Subscriber | null, now: number): string | null => {
  if (!subscriber) return 'erased';
  const {state, stateReason, preferences} = subscriber;
  if (state !== 'active') return `${state}: ${stateReason}`;
  return isPausedAt(preferences, now) ? `paused until ${preferences.pausedUntil} by the subscriber` : null;
};

/** Names the secret that signs from now on. */
export const newestKeyId = ({tokenSecrets}: SendingRooms): string => {
  const [newest] = tokenSecrets;
  if (newest === undefined) throw new Error('no secret signs the links');
  return keyIdOf(newest);
};
