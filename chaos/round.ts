import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {systemClock} from '../src/clock.ts';
import {parseConfig} from '../src/config.ts';
import {silentLog} from '../src/log.ts';
import {judge, type Verdict} from './checker.ts';
import {type FakeResendProcess, startFakeResendProcess} from './fake-resend/process.ts';
import {type OpenPaperboy, openWithStores} from './open-with-stores.ts';
import type {Scenario, Scene} from './scenario.ts';
import {openRandom, type Random} from './seed.ts';
import {type CallsSeen, lookAt} from './world/calls.ts';
import {openCrew} from './world/crew.ts';
import {freePort} from './world/free-port.ts';
import {environmentFor, type Founded, foundNewsletter} from './world/newsletter.ts';
import type {Place, World} from './world/world.ts';

export type Round = {
  world: World;
  /** Rounds with different lanes may be played at the same time. */
  lane: number;
  scenario: Scenario;
  seed: number;
  readers: number;
};

export type RoundResult = Verdict &
  CallsSeen & {
    scenario: string;
    seed: number;
    /** When a process was killed, ms since 1970. */
    kills: number[];
    /** Processes that ended by themselves with an error, once they were open. */
    crashes: number;
    /** Processes that could not open and ended with an error; each was started again. */
    failedStarts: number;
    /** Faults besides kills. */
    faults: number;
    /** Calls that Resend knew already. */
    repeats: number;
    seconds: number;
    /** Why the edition stood as it did when time was up, or null. */
    stuck: string | null;
    /** What should have been so, in the scenario's words, and was not. */
    unmet: string[];
  };

/**
 * So long nothing may move: with a lost job the reconciler needs a second, with a dead worker another one
 * needs nine.
 */
const PATIENCE_MS = 60_000;

/** Bodies are kept, and searched for other readers' links, up to this many readers. */
const BODIES_UP_TO = 1000;

/**
 * Plays one round: a newsletter of its own, its processes, the scenario's faults, and the verdict of the
 * journal.
 */
export const playRound = async (round: Round): Promise<RoundResult> => {
  const {world, lane, scenario, seed, readers} = round;
  const begunAt = Date.now();
  const random = openRandom(`${scenario.name}/${seed}`);
  const journalPath = join(world.folder, `journal-${scenario.name}-${seed}-${lane}.jsonl`);
  const place = await world.placeFor(lane, scenario.redis ?? 'shared');
  const resend = await startFakeResendProcess({
    ...fakeResendOf(scenario, random, readers),
    journalPath,
    keepBodies: readers <= BODIES_UP_TO,
  });
  const webPort = await freePort();
  const paperboy = await openOperator({place, resend, scenario, webPort});
  try {
    const founded = await foundNewsletter(paperboy, readers);
    const played = await play({...round, random, place, resend, paperboy, founded, webPort});
    const calls = await resend.calls();
    await resend.close();
    const refused = scenario.refused?.([...founded.audience.keys()]) ?? [];
    const exceptions = {left: played.left, refused: new Set(refused), spansADay: scenario.spansADay ?? false};
    return {
      ...(await judge({paperboy, ...founded, journalPath, exceptions})),
      ...played,
      scenario: scenario.name,
      seed,
      faults: played.faults + calls.filter(({fault}) => fault !== null).length,
      repeats: calls.filter(({replayed}) => replayed).length,
      ...lookAt(calls),
      seconds: (Date.now() - begunAt) / 1000,
    };
  } finally {
    await resend.close();
    await paperboy.close();
    await place.close();
    rmSync(journalPath, {force: true});
  }
};

const fakeResendOf = (scenario: Scenario, random: Random, readers: number) => {
  const addresses = Array.from({length: readers}, (_, at) => `reader-${at + 1}@example.org`);
  const refused = scenario.refused?.(addresses);
  return {...scenario.fakeResend?.(random), ...(refused ? {refused} : {})};
};

type Seat = {place: Place; resend: FakeResendProcess; scenario: Scenario; webPort: number};

const environmentOf = ({resend, scenario, webPort}: Omit<Seat, 'place'>): Record<string, string> => ({
  ...environmentFor(resend.url),
  PORT: String(webPort),
  RESEND_RATE: '1000',
  ...scenario.environment,
});

const openOperator = async (seat: Seat): Promise<OpenPaperboy> => {
  const reading = parseConfig(environmentOf(seat));
  if (reading.kind === 'problems') throw new Error(reading.problems.join('; '));
  return openWithStores({
    config: reading.config,
    redisUrl: seat.place.url,
    clock: systemClock,
    log: silentLog,
  });
};

type Playing = Round & {
  random: Random;
  place: Place;
  resend: FakeResendProcess;
  paperboy: OpenPaperboy;
  founded: Founded;
  webPort: number;
};

type Played = Pick<RoundResult, 'kills' | 'crashes' | 'failedStarts' | 'faults' | 'stuck' | 'unmet'> & {
  left: Set<string>;
};

const play = async (playing: Playing): Promise<Played> => {
  const {world, scenario, random, place, resend, paperboy, founded, webPort} = playing;
  const byScheduler = scenario.plannedBy === 'scheduler';
  const seedText = `${scenario.name}/${playing.seed}`;
  const crew = openCrew({
    pool: world.pool,
    roles: scenario.roles ?? ['worker', 'worker', byScheduler ? 'scheduler' : 'reconciler'],
    opening: {redisUrl: place.url, environment: environmentOf(playing)},
    // Chance of its own for each start: who is started first is up to the machine.
    trickOf: where =>
      scenario.trickOf?.(where, openRandom(`${seedText}/${where.place}/${where.start}`)) ?? null,
    random: openRandom(`${seedText}/restarts`),
    clockOffsetMs: scenario.startsLateMs?.(random) ?? 0,
  });
  let noted = 0;
  const unmet: string[] = [];
  const left = new Set<string>();
  const scene: Scene = {
    random,
    crew,
    redis: place.redis,
    resend,
    paperboy,
    edition: founded.edition,
    webUrl: `http://127.0.0.1:${webPort}`,
    addresses: [...founded.audience.keys()],
    sleep: systemClock.sleep,
    until: untilSo(Date.now() + Math.max(MAX_PLAY_MS, scenario.patienceMs ?? 0)),
    note: () => {
      noted += 1;
    },
    insist: (isSo, what) => {
      if (!isSo) unmet.push(what);
    },
    left,
  };
  if (!byScheduler) await crew.ready;
  if (!byScheduler) await paperboy.sending.send(founded.edition);
  await scenario.play(scene);
  await crew.ready;
  const stuck = await waitUntilOver({scene, scenario});
  if (stuck === null) await scenario.afterwards?.(scene);
  await crew.close();
  const {kills, crashes, failedStarts} = crew.watch;
  return {kills, crashes, failedStarts, faults: noted, stuck, unmet, left};
};

const LOOK_EVERY_MS = 50;

/** How long a scenario may wait for the moment of its next fault. */
const MAX_PLAY_MS = 180_000;

const untilSo =
  (deadline: number): Scene['until'] =>
  async isSo => {
    while (Date.now() < deadline && !(await isSo())) await systemClock.sleep(20);
  };

/** Null when the round came to its end in time, else how the edition stood. */
const waitUntilOver = async ({
  scene,
  scenario,
}: {
  scene: Scene;
  scenario: Scenario;
}): Promise<string | null> => {
  let seen = '';
  let lastChangeAt = Date.now();
  const isOver = scenario.isOver ?? isNothingPending;
  while (!(await isOver(scene))) {
    const counts = JSON.stringify(await scene.paperboy.stores.ledger.counts(scene.edition));
    if (counts !== seen) lastChangeAt = Date.now();
    seen = counts;
    if (Date.now() - lastChangeAt > (scenario.patienceMs ?? PATIENCE_MS)) {
      const standing = await scene.paperboy.sending.status(scene.edition);
      return (
        `${standing?.state ?? 'nothing is known of the edition'}: ` +
        `${standing?.reason ?? 'no reason given'}`
      );
    }
    await scene.sleep(LOOK_EVERY_MS);
  }
  return null;
};

/** Who left before the run was planned is not in its audience. */
const isNothingPending = async ({paperboy, edition, addresses, left}: Scene): Promise<boolean> => {
  const {audience, pending} = await paperboy.stores.ledger.counts(edition);
  return pending === 0 && audience >= addresses.length - left.size;
};
