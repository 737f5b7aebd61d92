import {randomBytes, randomUUID} from 'node:crypto';
import {openBodyBuffers} from '../delivery/chunks/body-buffers.ts';
import {openTransport} from '../delivery/transports/open-transport.ts';
import {gzipPacking, type Packing} from '../editions/packed.ts';
import {compileForLetterhead} from '../mail/edition-renderer.ts';
import {letterMail} from '../mail/letters.ts';
import {openSources} from '../papers/sources/open-sources.ts';
import {openQueues} from '../queues.ts';
import {openRedisLink} from '../redis/link.ts';
import {openWitnesses} from './witnesses.ts';

/** Chance, as an argument. */
export type Chance = {
  /** In [0, 1). */
  fraction(): number;
  bytes(size: number): Buffer;
  uuid(): string;
};

/**
 * What an instance reaches the world by, besides its clock and log. The product takes the machine's; the
 * simulator (simulate/) brings its own.
 */
export type Surroundings = {
  chance: Chance;
  openLink: typeof openRedisLink;
  openQueues: typeof openQueues;
  openTransport: typeof openTransport;
  openWitnesses: typeof openWitnesses;
  openSources: typeof openSources;
  compile: typeof compileForLetterhead;
  packing: Packing;
  letterMail: typeof letterMail;
  openBodyBuffers: typeof openBodyBuffers;
};

/** The machine's own. */
export const machine: Surroundings = {
  chance: {fraction: Math.random, bytes: randomBytes, uuid: randomUUID},
  ...{openLink: openRedisLink, openQueues, openTransport, openWitnesses, openSources},
  compile: compileForLetterhead,
  packing: gzipPacking,
  letterMail,
  openBodyBuffers,
};
