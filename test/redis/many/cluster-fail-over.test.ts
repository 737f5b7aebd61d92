import {afterEach, expect, test} from 'vitest';
import {masterOf, reshard, startCluster} from '../../../chaos/many/cluster.ts';
import type {LocalServers} from '../../../chaos/many/open-servers.ts';
import {startWorkers} from '../../../src/cli/frame/start-workers.ts';
import {startFakeResend} from '../../support/fake-resend.ts';
import {listeningLog} from '../../workers/workers.ts';
import {buildEdition, importReaders, openOn, untilSent} from './journey.ts';
import {redisServer} from './redis-program.ts';

const program = redisServer();

let ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.toReversed()) await end();
  ending = [];
});

const READERS = 2000;

type Trouble = (cluster: LocalServers, ofEdition: {port: number; slot: number}) => Promise<void>;

const TROUBLES: [string, Trouble][] = [
  ['is killed', (cluster, {port}) => cluster.kill(port)],
  ['stands still for 7 s with its connections open', (cluster, {port}) => cluster.freeze(port, 7000)],
  ['gives its slot to another one, key by key', reshard],
];

test.skipIf(program === null).each(TROUBLES)(
  'the master of an edition %s in mid-send: nobody is lost, nobody has it twice',
  async (what, trouble) => {
    const cluster = await startCluster(program ?? '', 3);
    const resend = await startFakeResend({});
    ending.push(cluster.close, resend.close);
    const paperboy = await openOn(cluster.url, resend, listeningLog().log);
    const workers = await startWorkers(paperboy);
    ending.push(paperboy.close, ...workers.map(worker => worker.close));
    await importReaders(paperboy, READERS);
    const id = await buildEdition(paperboy);
    const ofEdition = await masterOf(cluster, `test:{e:${id}}:mails`);
    await paperboy.sending.send(id);
    await expect.poll(() => resend.mails().length, {timeout: 60_000}).toBeGreaterThan(200);
    const before = resend.mails().length;
    const since = performance.now();
    const over = trouble(cluster, ofEdition);
    const lookForJobs = async () => {
      // What Redis forgot of the queue the scheduler brings back each minute; nobody waits so long here.
      await paperboy.sending.reconcile();
      return resend.mails().length;
    };
    await expect.poll(lookForJobs, {timeout: 60_000, interval: 1000}).toBeGreaterThan(before + 400);
    const sendingAgainMs = Math.round(performance.now() - since);
    await over;
    await untilSent(paperboy, id);
    const {uncertain, failed} = await paperboy.stores.ledger.counts(id);
    const doubled = [...resend.inboxes().values()].filter(mails => mails !== 1).length;
    process.stdout.write(`round: ${what}; 400 more after ${sendingAgainMs} ms\n`);
    expect({lost: READERS - resend.inboxes().size, doubled, uncertain, failed}).toEqual({
      ...{lost: 0, doubled: 0, uncertain: 0, failed: 0},
    });
  },
  240_000,
);
