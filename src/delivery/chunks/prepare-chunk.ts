import {setImmediate} from 'node:timers/promises';
import type {LanguageCode} from '../../../templates/languages/languages.ts';
import type {Clock} from '../../clock.ts';
import type {Batch} from '../../mail/body/batch.ts';
import type {FindRenderer} from '../../mail/body/renderers.ts';
import type {EditionRenderer} from '../../mail/edition-renderer.ts';
import type {ReaderInterests} from '../../ranking/interests.ts';
import type {MailNews} from '../../ranking/library/news/news-index.ts';
import {newsReaderOf} from '../../ranking/library/news/own-authors.ts';
import {hasMatch} from '../../ranking/reasons/has-match.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import {hasKey, keyIdOf, type LinkKeys} from '../../subscribers/tokens.ts';
import {type ChunkName, idempotencyKey, instanceOfKey} from '../ledger/chunk-name.ts';
import type {ClaimedChunk, Fenced, SettledResult} from '../ledger/claimed-chunk.ts';
import type {Ledger} from '../ledger/ledger.ts';
import type {Member} from '../ledger/manifest.ts';
import type {TellNews} from '../news/tell-news.ts';
import type {RoomFor} from './body-buffers.ts';
import {printChunk} from './chunk-mails.ts';
import {type Division, divideMembers} from './divide-members.ts';
import type {LoadInterests} from './load-interests.ts';
import {isPayload, payloadHash} from './payload-hash.ts';

export type PrepareDeps = {
  ledger: Pick<Ledger, 'findRun'>;
  subscribers: Pick<Subscribers, 'readEach'>;
  renderers: FindRenderer;
  loadInterests: LoadInterests;
  tellNews: TellNews;
  /** What signs links. */
  linkKeys: LinkKeys;
  instance: {id: string};
  clock: Pick<Clock, 'now'>;
};

export type PrepareResult =
  | {kind: 'ready'; numbers: number[]; key: string; batch: Batch}
  /** It may have been taken, and the same bytes cannot be made again. */
  | {kind: 'gone'; numbers: number[]; reason: string}
  | SettledResult
  | Fenced;

/** What a chunk is made with; its body is written where `roomFor` says. */
type Preparing = PrepareDeps & {roomFor: RoomFor};

/**
 * Makes a chunk's mails: from the records as they are while it is certain that nothing was taken, else the
 * bytes of the first call.
 */
export const prepareChunk = (deps: Preparing, chunk: ClaimedChunk): Promise<PrepareResult> =>
  chunk.doubtSince === null ? freeze(deps, chunk) : rebuild(deps, chunk);

/**
 * Fixes who gets what, which is allowed for as long as it is certain that nothing was taken. After a definite
 * no the mails may have changed, since somebody left: other mails need another key.
 */
const freeze = async (deps: Preparing, chunk: ClaimedChunk): Promise<PrepareResult> => {
  const {name} = chunk;
  const planned = await chunk.members();
  const found = await deps.subscribers.readEach(planned);
  const {staying, excluded} = divideMembers({numbers: planned, found, now: deps.clock.now()});
  const spoken = new Set(staying.flatMap(({preferences}) => preferences.language ?? []));
  const renderer = await rendererOf(deps, chunk, spoken);
  const interests = await deps.loadInterests(staying, renderer.space);
  const selecting = {renderer, staying, interests};
  const news = renderer.tellsNews ? await newsFor(deps, name, selecting) : [];
  const selected = await selectFor({...selecting, news});
  const {members, recipients, unmatched} = withoutUnmatched(staying, selected);
  const manifest = {keyId: newestKeyId(deps.linkKeys.secrets), members};
  const instanceId = deps.instance.id;
  const {linkKeys: keys, roomFor} = deps;
  const batch = printChunk({renderer, name, instanceId, manifest, recipients, keys, roomFor});
  const isAnother = chunk.calls > 0 && !isPayload(chunk.payloadHash, batch);
  const revision = isAnother ? chunk.revision + 1 : chunk.revision;
  const key = idempotencyKey({name, instanceId, revision});
  const frozen = await chunk.freeze({
    ...{manifest, recipients, payloadHash: payloadHash(batch)},
    ...{key, revision, excluded: [...excluded, ...unmatched]},
  });
  if (frozen.kind !== 'frozen') return frozen;
  const numbers = members.map(({number}) => number);
  // Subscribers live in other slots than the ledger, so that no step covers both: who left while it froze is
  // looked for once more.
  const before = new Map(found.flatMap((one, place) => (one ? [[planned[place] ?? 0, one]] : [])));
  const foundAgain = await deps.subscribers.readEach(numbers, before);
  const again = divideMembers({numbers, found: foundAgain, now: deps.clock.now()});
  return again.excluded.length > 0 ? freeze(deps, chunk) : {kind: 'ready', numbers, key, batch};
};

/** Who wants mail only when something matches gets none where nothing does. */
const withoutUnmatched = (staying: Subscriber[], selected: Member[]) => {
  const members: Member[] = [];
  const recipients: Pick<Subscriber, 'address' | 'id'>[] = [];
  const unmatched: Division['excluded'] = [];
  for (const [place, {address, id, preferences}] of staying.entries()) {
    const member = selected[place];
    if (!member) throw new Error('fewer members came than were selected for');
    const isMatch = hasMatch(member.selection) || member.news !== undefined;
    if (preferences.frequency === 'matches' && !isMatch) {
      unmatched.push({number: member.number, reason: NOTHING_MATCHED});
      continue;
    }
    members.push(member);
    recipients.push({address, id});
  }
  return {members, recipients, unmatched};
};

const NOTHING_MATCHED = 'nothing matched, and the subscriber wants mail only when something does';

type Selecting = {renderer: EditionRenderer; staying: Subscriber[]; interests: ReaderInterests[]};

const NOBODY = {liked: [], disliked: [], avoid: []};

/** What each is told of papers that are theirs; nobody who wants no such news. */
const newsFor = (
  {tellNews}: PrepareDeps,
  name: ChunkName,
  {staying, interests}: Selecting,
): Promise<(MailNews | null)[]> =>
  tellNews(
    name,
    staying.map(({number, preferences}, place) => ({
      number,
      ...newsReaderOf((preferences.news && interests[place]) || NOBODY),
    })),
  );

/** Each member with their papers. */
const selectFor = async ({
  renderer,
  staying,
  interests,
  news,
}: Selecting & {news: (MailNews | null)[]}): Promise<Member[]> => {
  const members: Member[] = [];
  for (const [place, {number, epoch, preferences}] of staying.entries()) {
    const of = interests[place];
    if (!of) throw new Error('fewer interests came than members were asked about');
    const avoided = renderer.findLeftOut(of);
    const {language} = preferences;
    const told = news[place] ?? null;
    members.push({
      ...{number, epoch, selection: renderer.select(of)},
      ...(avoided === null ? {} : {avoided}),
      ...(told === null ? {} : {news: told}),
      ...(language === null || language === renderer.language ? {} : {language}),
      ...(of.form === undefined ? {} : {form: of.form}),
    });
    // A hundred papers that nobody named before take some ten milliseconds to compare: the claim is renewed
    // in between.
    if (of.liked.length + of.disliked.length > 0) await setImmediate();
  }
  return members;
};

/** The bytes of the first call, or why they cannot be had any more. */
const rebuild = async (deps: Preparing, chunk: ClaimedChunk): Promise<PrepareResult> => {
  const {name, key} = chunk;
  const {linkKeys: keys, roomFor} = deps;
  const frozen = await chunk.frozen();
  if (!frozen) throw new Error(`chunk ${key} is in doubt and has no manifest`);
  const {manifest, recipients} = frozen;
  const numbers = manifest.members.map(({number}) => number);
  const gone = (reason: string): PrepareResult => ({kind: 'gone', numbers, reason});
  if (recipients === null) return gone('the addresses of the first call are gone');
  if (!hasKey({secrets: keys.secrets, keyId: manifest.keyId}))
    return gone('the secret that signed the links of the first call is no longer configured');
  const spoken = new Set(manifest.members.flatMap(({language}) => language ?? []));
  const renderer = await rendererOf(deps, chunk, spoken);
  const instanceId = instanceOfKey(key);
  const batch = printChunk({renderer, name, instanceId, manifest, recipients, keys, roomFor});
  if (!isPayload(chunk.payloadHash, batch))
    return gone('the mails no longer come out as they were in the first call');
  return {kind: 'ready', numbers, key, batch};
};

/** The renderer of the chunk's run; it is set up once per process. */
const rendererOf = async (
  {ledger, renderers}: PrepareDeps,
  {name}: ClaimedChunk,
  languages: ReadonlySet<LanguageCode>,
): Promise<EditionRenderer> => {
  const run = await ledger.findRun(name.edition, name.run);
  if (!run) throw new Error(`chunk ${name.edition} ${name.run}/${name.chunk} has no run`);
  return renderers(name.edition, run.fragments, languages);
};

/** Names the secret that signs from now on. Throws where there is none: the wiring always has one. */
export const newestKeyId = ([newest]: string[]): string => {
  if (newest === undefined) throw new Error('no secret signs the links');
  return keyIdOf(newest);
};
