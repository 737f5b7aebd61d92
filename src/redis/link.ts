import type {Log} from '../log.ts';
import {type Connections, openConnections} from './connections.ts';
import {askRedis, type Redis} from './redis.ts';
import {areUseless, describeRedisTrouble, isProof, outageOf} from './trouble.ts';
import type {RedisTrouble} from './trouble-words.ts';

/**
 * What this process has of one Redis: its connections, and whether it works. A fault anywhere starts a look
 * on a connection of its own, which goes on with growing pauses until Redis takes a write again: so one line
 * tells that it is gone and one that it is back, however many connections and retries there are.
 */
export type RedisLink = {
  url: string;
  /** A new connection; the caller closes it. */
  connect(): Redis;
  /** Why Redis cannot be worked with; null as far as is known. */
  trouble(): RedisTrouble | null;
  /**
   * Whether an error of a command or a job comes from Redis being away or refusing writes. Then the link
   * tells of it, and the caller need not.
   */
  explains(error: unknown): boolean;
  /**
   * Looks, or joins the look that is under way: what it finds, null for nothing. It has told of what it finds
   * by then.
   */
  lookAgain(): Promise<RedisTrouble | null>;
  /** Hears when Redis goes and when it is back (null). Returns what ends that. */
  onChange(listener: Listener): () => void;
  /** Looks no more. The connections stay as they are. */
  close(): void;
};

type Listener = (trouble: RedisTrouble | null) => void;

export type LinkToOpen = {
  url: string;
  /** Where a write is tried. */
  healthKey: string;
  log: Log;
};

/** What a look knows and changes. */
type Outlook = LinkToOpen & {
  connections: Connections;
  listeners: Set<Listener>;
  /** Who waits for what the look finds. */
  waiting: Listener[];
  trouble: RedisTrouble | null;
  isLooking: boolean;
  isClosed: boolean;
};

/** An idle connection learns by a write this often (ms) that its server is none any more. */
const BEAT_MS = 10_000;

export const openRedisLink = (place: LinkToOpen): RedisLink => {
  const suspect = (trouble: RedisTrouble | null) => startLook(outlook, trouble);
  const outlook: Outlook = {
    ...place,
    connections: openConnections(place.url, suspect),
    listeners: new Set(),
    waiting: [],
    trouble: null,
    isLooking: false,
    isClosed: false,
  };
  const beating = setInterval(() => {
    outlook.connections
      .anyOpen()
      ?.set(place.healthKey, Date.now(), 'EX', 60)
      .catch(error => suspect(outageOf(error)));
  }, BEAT_MS);
  beating.unref();
  return {
    url: place.url,
    connect: outlook.connections.connect,
    trouble: () => outlook.trouble,
    explains: error => {
      const found = outageOf(error);
      if (found !== null) suspect(found);
      return found !== null;
    },
    lookAgain: () =>
      new Promise(resolve => {
        outlook.waiting.push(resolve);
        suspect(null);
      }),
    onChange: listener => {
      outlook.listeners.add(listener);
      return () => outlook.listeners.delete(listener);
    },
    close: () => {
      outlook.isClosed = true;
      clearInterval(beating);
    },
  };
};

const startLook = (outlook: Outlook, found: RedisTrouble | null): void => {
  if (outlook.isClosed) {
    answerWaiting(outlook, outlook.trouble);
    return;
  }
  if (found !== null && areUseless(found)) outlook.connections.openAnew();
  if (outlook.isLooking) return;
  outlook.isLooking = true;
  void look(outlook, found !== null && isProof(found) ? found : null).finally(() => {
    outlook.isLooking = false;
    answerWaiting(outlook, null);
  });
};

const answerWaiting = ({waiting}: Outlook, trouble: RedisTrouble | null): void => {
  for (const answer of waiting.splice(0)) answer(trouble);
};

const MIN_PAUSE_MS = 100;
const MAX_PAUSE_MS = 5000;

const look = async (outlook: Outlook, proof: RedisTrouble | null): Promise<void> => {
  const since = Date.now();
  const tell = tellOnce(outlook);
  if (proof !== null) tell(proof);
  for (let pauseMs = MIN_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS)) {
    const found = await whyNot(outlook, since);
    if (outlook.isClosed) return;
    if (found !== null) tell(found);
    else if (outlook.connections.areAllOpen()) break;
    await new Promise(resolve => setTimeout(resolve, pauseMs).unref());
  }
  if (outlook.trouble === null) return;
  change(outlook, null);
  outlook.log.warn({event: 'redis.back', awayMs: Date.now() - since}, 'Redis is back');
};

/** Logs each kind of trouble once: a Redis that is down may be loading next. */
const tellOnce = (outlook: Outlook): ((trouble: RedisTrouble) => void) => {
  const told = new Set<string>();
  return trouble => {
    const {kind, code} = trouble;
    change(outlook, trouble);
    const line = `${describeRedisTrouble(trouble)}; waiting`;
    if (!told.has(code)) outlook.log.warn({event: 'redis.away', kind, code}, line);
    told.add(code);
    answerWaiting(outlook, trouble);
  };
};

/** How long connections may take until they are open again before that is a trouble of its own. */
const OPEN_AGAIN_WITHIN_MS = 3000;

const whyNot = async (
  {url, healthKey, connections}: Outlook,
  since: number,
): Promise<RedisTrouble | null> => {
  const found = await askRedis(url, healthKey);
  if (found !== null) return found;
  if (connections.areAllOpen() || Date.now() - since < OPEN_AGAIN_WITHIN_MS) return null;
  return {kind: 'away', code: 'RECONNECTING', reason: 'answers, and not all connections are open again'};
};

const change = (outlook: Outlook, trouble: RedisTrouble | null): void => {
  outlook.trouble = trouble;
  for (const listener of outlook.listeners) listener(trouble);
};
