import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {MINUTE, SECOND, systemClock} from '../../src/clock.ts';
import {parseConfig} from '../../src/config.ts';
import {LEASE_MS} from '../../src/delivery/chunks/while-renewing.ts';
import type {EditionId} from '../../src/editions/edition.ts';
import {silentLog} from '../../src/log.ts';
import {judge} from '../checker.ts';
import type {RoundOutcome} from '../fail-over/play-round.ts';
import {type FakeResendProcess, startFakeResendProcess} from '../fake-resend/process.ts';
import {type OpenPaperboy, openWithStores} from '../open-with-stores.ts';
import {openRandom} from '../seed.ts';
import {type Crew, openCrew} from '../world/crew.ts';
import {environmentFor, foundNewsletter} from '../world/newsletter.ts';
import {chunksOf} from './chunks-of.ts';
import {CREW_HOSTS, type CrewHost, type Hosts} from './hosts.ts';
import type {HostScene, HostTrouble} from './troubles.ts';

const PORT = 8080;
/** Five calls of a hundred mails a second: a round lasts two seconds and is met in its middle. */
const RATE = 5;
/** Two workers have four calls each in hand at most, and the rate lets two of those through. */
const SENDS_AGAIN = 500;
const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 2 * MINUTE;
/** Late answers come within a lease, so that nothing but the partition has a chunk taken over. */
const LATE_MS = 3 * SECOND;
/** What a worker that is back might still write, it writes within this. */
const AFTERMATH_MS = 5 * SECOND;

/** Sends an edition from the hosts, strikes in the middle of it, and has the journal judge. */
export const playRound = async (
  hosts: Hosts,
  {trouble, number, readers}: {trouble: HostTrouble; number: number; readers: number},
): Promise<RoundOutcome> => {
  await hosts.redis.untilWhole();
  const journalPath = join(hosts.folder, `journal-${number}.jsonl`);
  const resend = await startFakeResendProcess({
    hostname: hosts.network.address,
    journalPath,
    keepBodies: true,
  });
  // A newsletter of its own for each round: what the last one left is in nobody's way.
  const environment = {
    ...{...environmentFor(resend.url), PORT: String(PORT), RESEND_RATE: String(RATE)},
    QUEUE_PREFIX: `hosts-${number}`,
  };
  const paperboy = await openOperator(hosts.redis.url, environment);
  const crews = openCrews(hosts, {environment, isControl: trouble.mustDouble === true});
  try {
    const founded = await foundNewsletter(paperboy, readers);
    await Promise.all(CREW_HOSTS.map(host => crews[host].ready));
    const scene = {...hosts, crews};
    const playing = {scene, trouble, resend, paperboy, readers, edition: founded.edition};
    const played = await play(playing);
    const exceptions = {left: new Set<string>(), refused: new Set<string>(), spansADay: false};
    const verdict = await judge({paperboy, ...founded, journalPath, exceptions});
    const repeats = (await resend.calls()).filter(({replayed}) => replayed).length;
    const crashes = CREW_HOSTS.filter(host => crews[host].watch.crashes > 0);
    const {lost, doubled, uncertain} = verdict;
    const {failed} = await paperboy.stores.ledger.counts(founded.edition);
    return {
      ...{trouble: trouble.name, sendingAgainMs: played.sendingAgainMs, doneMs: played.doneMs},
      ...{lost, doubled, uncertain, failed, looks: 0},
      unmet: [
        ...played.unmet,
        ...(verdict.untrue > 0 ? [`the ledger is untrue of ${verdict.untrue}`] : []),
        ...(verdict.foreign > 0 ? [`${verdict.foreign} mails are somebody else's`] : []),
        ...(verdict.imbalance ? [verdict.imbalance] : []),
        ...(trouble.isTakenOver && !trouble.mustDouble && repeats === 0 ? ['no call was taken over'] : []),
        ...crashes.map(host => `a process of ${host} crashed`),
      ],
    };
  } finally {
    await Promise.all(CREW_HOSTS.map(host => crews[host].close()));
    await resend.close();
    await paperboy.close();
    rmSync(journalPath, {force: true});
  }
};

const openOperator = (redisUrl: string, environment: Record<string, string>): Promise<OpenPaperboy> => {
  const reading = parseConfig({...environment, REDIS_URL: redisUrl});
  if (reading.kind === 'problems') throw new Error(reading.problems.join('; '));
  return openWithStores({config: reading.config, redisUrl, clock: systemClock, log: silentLog});
};

const openCrews = (
  {pools, redis}: Hosts,
  {environment, isControl}: {environment: Record<string, string>; isControl: boolean},
): Record<CrewHost, Crew> => {
  const crewOn = (host: CrewHost): Crew =>
    openCrew({
      pool: pools[host],
      roles: [host === 'web' || host === 'scheduler' ? host : 'worker'],
      opening: {redisUrl: redis.url, environment, hostname: '0.0.0.0'},
      trickOf: () => (isControl ? {kind: 'control', control: 'random-key'} : null),
      random: openRandom(host),
      clockOffsetMs: 0,
    });
  return {
    ...{'worker-1': crewOn('worker-1'), 'worker-2': crewOn('worker-2')},
    ...{web: crewOn('web'), scheduler: crewOn('scheduler')},
  };
};

type Playing = {
  scene: HostScene;
  trouble: HostTrouble;
  resend: FakeResendProcess;
  paperboy: OpenPaperboy;
  readers: number;
  edition: EditionId;
};

type Played = Pick<RoundOutcome, 'sendingAgainMs' | 'doneMs'> & {unmet: string[]};

const play = async (playing: Playing): Promise<Played> => {
  const {scene, trouble, resend, paperboy, readers, edition} = playing;
  const taken = async () => [...(await resend.inboxes()).values()].reduce((sum, mails) => sum + mails, 0);
  if (trouble.isTakenOver)
    await resend.chaos({seed: 1, share: 1, faults: [{fault: 'slow', ms: LATE_MS, accept: 'first'}]});
  await paperboy.sending.send(edition);
  // Calls whose answers are late are in hand at both workers after the fourth.
  const begun = trouble.isTakenOver ? 400 : 200;
  await untilSo(async () => (await taken()) >= begun);
  const [before, since] = [await taken(), performance.now()];
  const soFar = () => Math.round(performance.now() - since);
  const heal = await trouble.strike(scene);
  if (trouble.isTakenOver) await resend.chaos(null);
  const healing =
    trouble.lasts === 'until-done' ? null : systemClock.sleep(trouble.lasts - soFar()).then(heal);
  await untilSo(async () => (await taken()) >= Math.min(before + SENDS_AGAIN, readers));
  const sendingAgainMs = soFar();
  await untilSo(async () => (await paperboy.stores.ledger.counts(edition)).pending === 0);
  const doneMs = soFar();
  const unmet: string[] = [];
  const wanted = trouble.barMs + LEASE_MS;
  if (trouble.lasts === 'until-done' && doneMs > wanted) unmet.push(`done after ${doneMs} ms, not ${wanted}`);
  const chunks = await chunksOf(paperboy, edition);
  await (healing ?? heal());
  await scene.redis.untilWhole();
  if (trouble.isTakenOver) {
    await systemClock.sleep(AFTERMATH_MS);
    if ((await chunksOf(paperboy, edition)) !== chunks)
      unmet.push('a chunk was written after it was settled');
  }
  if (!(await arePagesBack(scene))) unmet.push('the pages do not answer');
  return {sendingAgainMs, doneMs, unmet};
};

const arePagesBack = async ({network}: HostScene): Promise<boolean> => {
  const url = `http://${network.hosts.web.address}:${PORT}/`;
  for (const deadline = Date.now() + 10 * SECOND; Date.now() < deadline; ) {
    const response = await fetch(url, {signal: AbortSignal.timeout(SECOND)}).catch(() => null);
    if (response && response.status < 500) return true;
    await systemClock.sleep(LOOK_EVERY_MS);
  }
  return false;
};

const untilSo = async (isSo: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`stuck: ${isSo}`);
    await systemClock.sleep(LOOK_EVERY_MS);
  }
};
