import type {Clock} from '../clock.ts';
import type {Config} from '../config.ts';
import {openLoadInterests} from '../delivery/chunks/load-interests.ts';
import type {Ledger} from '../delivery/ledger/ledger.ts';
import {openTellNews} from '../delivery/news/tell-news.ts';
import type {Transport} from '../delivery/transports/transport.ts';
import {openLoadLearned} from '../editions/learning/load-learned.ts';
import {openFeedBase} from '../instance/feed-base.ts';
import {
  type Instance,
  type InstanceStore,
  openInstance,
  openInstanceStore,
} from '../instance/instance-store.ts';
import {type NoesFile, openNoesFile} from '../instance/noes/noes-file.ts';
import type {Log} from '../log.ts';
import {openDamageRegister} from '../ops/damage.ts';
import {openDiskTraces} from '../ops/disk-traces.ts';
import {openForgetTraces} from '../ops/forget-traces.ts';
import {openMeters} from '../ops/metrics/meters.ts';
import {noteRefusals} from '../ops/note-refusals.ts';
import {openRefusedLimits} from '../ops/refused-limits.ts';
import {openTraces} from '../ops/traces/open-traces.ts';
import {problemsOfRealSend} from '../settings/real-send.ts';
import type {No} from '../subscribers/noes/no.ts';
import {witnessNoes} from '../subscribers/noes/witness-noes.ts';
import type {LinkKeys} from '../subscribers/tokens.ts';
import {giveIds} from '../use-cases/subscribers/give-ids.ts';
import {openCarriers} from './carriers.ts';
import {letterheadOf} from './letterhead-of.ts';
import {openStores} from './stores.ts';
import {machine, type Surroundings} from './surroundings.ts';
import {useProxies} from './use-proxies.ts';

export type Opening = {
  config: Config;
  redisUrl: string;
  /** Whether that Redis is the product's own, so that its files are the product's care. */
  isOwnRedis?: boolean;
  /** Where the product's own keeps its files. */
  redisFolder?: string;
  clock: Clock;
  log: Log;
  /** Where this host notes who says no; tests and benches note nothing. */
  noesFile?: string;
  /** The chaos bench injects its faults here (chaos/); the product passes nothing. */
  intercept?: Intercept;
  /** The simulator brings its own (simulate/); the product takes the machine's. */
  surroundings?: Surroundings;
};

/** What stands between the use cases and these two. */
export type Intercept = {ledger: (ledger: Ledger) => Ledger; transport: (transport: Transport) => Transport};

/** What the use cases of every group are wired from. */
export type Foundation = Awaited<ReturnType<typeof openFoundation>>;

/** Opens stores, queues, transport and sources on one Redis. */
export const openFoundation = async (opening: Opening) => {
  const {config, redisUrl, isOwnRedis = false, redisFolder = null, clock, log, intercept} = opening;
  const {surroundings = machine} = opening;
  const {chance, compile, packing, letterMail, openBodyBuffers} = surroundings;
  const random = chance.bytes;
  await useProxies(config);
  const prefix = config.QUEUE_PREFIX;
  const link = surroundings.openLink({url: redisUrl, healthKey: healthKey(prefix), log});
  const redis = link.connect();
  const place = {redis, prefix};
  const instance = await openInstance({...place, random, now: clock.now()});
  const {addressPepper} = instance;
  const damage = openDamageRegister({...place, clock, log});
  const bareStores = openStores({
    ...place,
    ...{noteDamage: damage.note, addressPepper, random, packing},
    ...{keepLettersDays: config.KEEP_LETTERS_DAYS, restoredAt: instance.restoredAt},
    ...(intercept ? {interceptLedger: intercept.ledger} : {}),
  });
  const instanceStore = openInstanceStore(place);
  const noes = await openNoes(opening, {random, instanceStore});
  const tell = (said: No[]) => noes?.add(said.map(no => ({instance: instance.id, ...no})));
  const stores = {...bareStores, subscribers: witnessNoes(bareStores.subscribers, {tell, now: clock.now})};
  const diskTraces = openDiskTraces({...place, isOwn: isOwnRedis});
  const refusedLimits = openRefusedLimits({...place, clock, log});
  const meters = openMeters();
  const traces = await openTraces({config, instance, log});
  await giveIds({subscribers: stores.subscribers, log});
  const carriers = openCarriers({
    ...{config, link, ...place, clock, log, surroundings, meters, traces, lastTimes: stores.lastTimes},
    ...(intercept ? {interceptTransport: intercept.transport} : {}),
  });
  return {
    ...{config, redisUrl, link, clock, log, ...place, ...stores, ...carriers, instance, refusedLimits},
    ...{damage, diskTraces, chance, compile, packing, letterMail, meters, traces, noes, openBodyBuffers},
    forgetTraces: openForgetTraces({
      ...{diskTraces, clock, log},
      outbox: config.OUTBOX_DIR,
      instanceId: instance.id,
    }),
    limits: noteRefusals(stores.limits, 'sign-up', refusedLimits),
    logins: noteRefusals(stores.logins, 'login', refusedLimits),
    ...{instanceId: instance.id, instanceStore, redisFolder},
    feedBase: await openFeedBase({
      ...{...place, instanceId: instance.id, publicUrl: config.PUBLIC_URL, now: clock.now()},
      lastPublicUrl: async () => (await instanceStore.readSettings())?.publicUrl ?? null,
      hasEditions: async () => (await stores.archive.newest(1)).length > 0,
    }),
    keepLeftDays: config.KEEP_LEFT_DAYS ?? null,
    /** What forbids a real send, each with its fix; empty for the outbox. */
    problems: problemsOfRealSend(config),
    linkKeys: linkKeysOf(config, instance),
    loadInterests: openLoadInterests(stores.catalogue, openLoadLearned(stores.libraries, stores.catalogue)),
    tellNews: openTellNews({...stores, told: stores.toldNews, clock}),
    letterhead: letterheadOf(config, config.DIGEST_FROM),
    lettersLetterhead: letterheadOf(config, config.LETTERS_FROM),
    templatesDir: config.TEMPLATES_DIR ?? null,
    sources: surroundings.openSources({config, ...place, clock}),
  };
};

/** Of the id of a record of noes. */
const RECORD_BYTES = 9;

/** Opens this host's record of noes and enters it with the instance; null where none is kept. */
const openNoes = async (
  {noesFile, clock, log}: Opening,
  {random, instanceStore}: {random: (bytes: number) => Buffer; instanceStore: InstanceStore},
): Promise<NoesFile | null> => {
  if (noesFile === undefined) return null;
  const begin = () => ({record: random(RECORD_BYTES).toString('base64url'), at: clock.now()});
  const noes = openNoesFile({path: noesFile, log, begin});
  if (noes.record) await instanceStore.enterRecord(noes.record, clock.now());
  return noes;
};

/** Where a write is tried, to know whether Redis takes any. */
export const healthKey = (prefix: string): string => `${prefix}:{health}:written`;

const linkKeysOf = (config: Config, {id, tokenSecret}: Instance): LinkKeys => ({
  secrets: config.TOKEN_SECRETS.length > 0 ? config.TOKEN_SECRETS : [tokenSecret],
  unsubscribeSecrets: config.UNSUBSCRIBE_SECRETS,
  instance: id,
});
