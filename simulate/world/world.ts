import {letterMark} from '../../src/delivery/doubt/marks.ts';
import {compileForLetterhead} from '../../src/mail/edition-renderer.ts';
import {letterMail} from '../../src/mail/letters.ts';
import type {Surroundings} from '../../src/wiring/surroundings.ts';
import {openClient} from '../redis/client.ts';
import {Connection, type Network} from '../redis/connection.ts';
import {addJobs} from '../redis/jobs.ts';
import type {Server, Unit} from '../redis/server.ts';
import type {Provider} from '../resend/provider.ts';
import {openCallLog} from '../resend/records.ts';
import {type CallFault, openTransport} from '../resend/transport.ts';
import type {Watch} from '../watch/watch.ts';
import {chanceOf} from './chance.ts';
import type {Host} from './host.ts';
import {memoryPacking} from './packing.ts';
import {openSource, type SourceState} from './source.ts';
import type {Strikes} from './strikes.ts';
import type {Time} from './time.ts';
import type {Trace} from './trace.ts';

/** What all processes of a round share. */
export type World = {
  time: Time;
  server: Server;
  provider: Provider;
  strikes: Strikes;
  trace: Trace;
  network: Network;
  callOdds: readonly (readonly [CallFault, number])[];
  batchSize: number;
  source: SourceState;
  jobs: JobBell;
  watch: Watch;
  /** What failed in a way that nothing which befalls a process can account for. */
  bugs: string[];
};

/** Rings when a queue may have got a job. */
export type JobBell = {
  ring(queue: string): void;
  /** Hears of it; returns what ends that. */
  listen(queue: string, hear: () => void): () => void;
};

export const openJobBell = (time: Time): JobBell => {
  const ears = new Map<string, Set<() => void>>();
  return {
    ring: queue => {
      for (const hear of ears.get(queue) ?? []) time.after(1, hear);
    },
    listen: (queue, hear) => {
      const known = ears.get(queue) ?? new Set();
      ears.set(queue, known.add(hear));
      return () => known.delete(hear);
    },
  };
};

/** What a process of the product gets in the place of the machine's. */
export const surroundingsOf = (world: World, host: Host): Surroundings => {
  const connect = () => new Connection(host, world.server, world.network);
  return {
    chance: chanceOf(host.random),
    openLink: ({url}) => ({
      url,
      connect: () => openClient(connect()),
      trouble: () => null,
      explains: () => false,
      lookAgain: async () => null,
      onChange: () => () => undefined,
      close: () => undefined,
    }),
    openQueues: () => openQueues(world, connect()),
    openTransport: () => openTransport({...world, host, odds: world.callOdds}),
    openWitnesses: () => ({callLog: openCallLog(host, world.provider), emailList: null}),
    openSources: () => [openSource(host, world.source)],
    compile: compileOnce,
    packing: memoryPacking,
    letterMail: wanted => world.time.standStill(() => letterMail(wanted)),
    openBodyBuffers: () => ({lend: work => work(bytes => Buffer.allocUnsafe(bytes))}),
  };
};

/** A unit of work on a queue, and the bell for who waits there. */
export const ringing = (jobs: JobBell, queue: string, unit: Unit): Unit => ({
  ...unit,
  run: keys => {
    jobs.ring(queue);
    return unit.run(keys);
  },
});

const openQueues = ({jobs}: World, connection: Connection): ReturnType<Surroundings['openQueues']> => {
  const add = async (queue: string, added: {id: string; data: unknown}[]): Promise<void> => {
    if (added.length === 0) return;
    await connection.send(ringing(jobs, queue, addJobs(queue, added)), {isScript: true});
  };
  return {
    requestCollection: slot => add('editions', [{id: `collect-${slot}`, data: {kind: 'collect'}}]),
    requestBuild: edition => add('editions', [{id: `build-${edition}`, data: {kind: 'build', edition}}]),
    requestPlan: (edition, wave) =>
      add('editions', [{id: `plan-${edition}-${wave}`, data: {kind: 'plan', edition, wave}}]),
    requestChunks: names =>
      add(
        'delivery',
        names.map(name => ({id: `chunk-${name.edition}-${name.run}-${name.chunk}`, data: name})),
      ),
    requestLetters: requests =>
      add(
        'letters',
        requests.map(request => ({id: letterMark(request), data: request})),
      ),
    requestReceipts: receipts =>
      add(
        'receipts',
        receipts.map(receipt => ({id: `receipt-${receipt.eventId}`, data: receipt})),
      ),
    hasDeliveryWorker: async () => true,
    depths: async () => [],
    nextJobs: async () => [],
    close: async () => undefined,
  };
};

const compiled = new Map<string, ReturnType<typeof compileForLetterhead>>();

/** Templates are compiled once for all rounds: they have no part in what a round is about. */
const compileOnce: typeof compileForLetterhead = wanted => {
  const name = JSON.stringify(wanted);
  const known = compiled.get(name) ?? compileForLetterhead(wanted);
  compiled.set(name, known);
  return known;
};
