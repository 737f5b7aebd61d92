import {SILENT_AFTER_MS} from '../../src/redis/redis.ts';
import type {Host} from '../world/host.ts';
import {RedisFault, type Reply} from './reply.ts';
import type {Server, Unit} from './server.ts';

type Pending = {unit: Unit; isScript: boolean; settle: (reply: Reply) => void};

/** Bytes on their way to Redis; lost ones never arrive. */
type Transmission = {pending: Pending; isLost: boolean};

/** What becomes of bytes on their way. */
export type Passage = 'through' | 'lost' | 'arrives-and-lost';

/** The way between processes and Redis, and where the round may strike. */
export type Network = {
  latencyMs(host: Host): number;
  /** Asked for each unit as it leaves; the process may be dead after it. */
  onSend(host: Host, unit: Unit): Passage;
  /** Asked for each reply as it reaches the process, which may be dead after it. */
  onReply(host: Host, unit: Unit): void;
};

/**
 * A connection as ioredis keeps it: what was asked and not answered when it was lost is asked again on the
 * next one, whether Redis had done it or not.
 */
export class Connection {
  readonly #host: Host;
  readonly #server: Server;
  readonly #network: Network;
  #pending: Pending[] = [];
  #onTheirWay = new Set<Transmission>();
  #epoch = 0;
  #isOpen = true;
  #arrivesAt = 0;
  #repliesAt = 0;

  constructor(host: Host, server: Server, network: Network) {
    this.#host = host;
    this.#server = server;
    this.#network = network;
    const forget = (reconnectAfterMs: number) => this.drop(reconnectAfterMs, {losesBytes: true});
    server.onLoss.push(forget);
    host.onDeath.push(() => server.onLoss.splice(server.onLoss.indexOf(forget), 1));
    host.onCutOff.push(() => this.drop(0, {losesBytes: true}));
    if (!server.isUp || host.isCutOff) this.drop(50, {losesBytes: true});
  }

  send(unit: Unit, {isScript}: {isScript: boolean}): Promise<Reply> {
    return new Promise(settle => {
      const pending = {unit, isScript, settle};
      this.#pending.push(pending);
      if (this.#isOpen) this.#transmit(pending);
    });
  }

  /** The connection is lost; what is on its way may be lost with it. */
  drop(reconnectAfterMs: number, {losesBytes}: {losesBytes: boolean}): void {
    if (this.#host.isDead) return;
    if (losesBytes) for (const transmission of this.#onTheirWay) transmission.isLost = true;
    this.#onTheirWay.clear();
    this.#epoch += 1;
    this.#isOpen = false;
    this.#reconnect(this.#epoch, reconnectAfterMs);
  }

  #reconnect(epoch: number, afterMs: number): void {
    const {time} = this.#host;
    this.#host.after(Math.max(afterMs, this.#host.cutOffUntil - time.now), () => {
      if (epoch !== this.#epoch) return;
      if (!this.#server.isUp || this.#host.isCutOff) return this.#reconnect(epoch, 500);
      this.#isOpen = true;
      for (const pending of [...this.#pending]) if (this.#isOpen) this.#transmit(pending);
    });
  }

  #transmit(pending: Pending): void {
    const {time} = this.#host;
    const epoch = this.#epoch;
    const passage = this.#network.onSend(this.#host, pending.unit);
    if (epoch !== this.#epoch) return;
    const transmission = {pending, isLost: passage === 'lost'};
    this.#onTheirWay.add(transmission);
    this.#arrivesAt = Math.max(this.#arrivesAt, time.now + this.#network.latencyMs(this.#host));
    time.at(this.#arrivesAt, () => this.#arrive(transmission, epoch));
    if (passage !== 'through') this.drop(50 + this.#network.latencyMs(this.#host), {losesBytes: false});
    else this.#giveUpIfSilent(pending, epoch);
  }

  /** Only a Redis that stands still is silent for so long: nothing is watched where it does not. */
  #giveUpIfSilent(pending: Pending, epoch: number): void {
    if (this.#server.stalledUntil <= this.#host.time.now) return;
    this.#host.after(SILENT_AFTER_MS, () => {
      if (epoch === this.#epoch && this.#pending.includes(pending)) this.drop(100, {losesBytes: false});
    });
  }

  #arrive(transmission: Transmission, epoch: number): void {
    const {time} = this.#host;
    const {stalledUntil} = this.#server;
    if (stalledUntil > time.now) {
      time.at(stalledUntil, () => this.#arrive(transmission, epoch));
      return;
    }
    this.#onTheirWay.delete(transmission);
    if (transmission.isLost) return;
    if (!this.#server.isUp) {
      if (epoch === this.#epoch) this.drop(50, {losesBytes: true});
      return;
    }
    this.#answer(transmission.pending, this.#server.do(transmission.pending.unit), epoch);
  }

  #answer(pending: Pending, reply: Reply, epoch: number): void {
    const {time} = this.#host;
    this.#repliesAt = Math.max(this.#repliesAt, time.now + this.#network.latencyMs(this.#host));
    this.#host.after(this.#repliesAt - time.now, () => {
      if (epoch !== this.#epoch) return;
      this.#network.onReply(this.#host, pending.unit);
      if (this.#host.isDead || epoch !== this.#epoch) return;
      const isOfReplica = reply instanceof RedisFault && /^READONLY/.test(reply.message);
      // A script is asked again elsewhere, since it wrote nothing (src/redis/redis.ts).
      if (!(isOfReplica && pending.isScript)) {
        this.#pending.splice(this.#pending.indexOf(pending), 1);
        pending.settle(reply);
      }
      if (isOfReplica) this.drop(50 + 500 * this.#host.random.fraction(), {losesBytes: false});
    });
  }
}
