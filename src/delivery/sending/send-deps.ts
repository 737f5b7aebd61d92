import type {Clock} from '../../clock.ts';
import type {Log} from '../../log.ts';
import type {BodyBuffers} from '../chunks/body-buffers.ts';
import type {PrepareDeps} from '../chunks/prepare-chunk.ts';
import type {DeferredResult, SettledResult, SplitResult} from '../ledger/claimed-chunk.ts';
import type {Ledger} from '../ledger/ledger.ts';
import type {Rate} from '../rate/rate.ts';
import type {Transport} from '../transports/transport.ts';

export type SendDeps = PrepareDeps & {
  ledger: Ledger;
  transport: Transport;
  rate: Rate;
  bodyBuffers: BodyBuffers;
  /** How late a scheduled mail may still go out, ms. */
  catchUpMs: number;
  /** Names this process among those that claim chunks. */
  workerId: string;
  clock: Clock;
  /** A number in [0, 1). */
  random: () => number;
  log: Log;
};

export type ChunkResult =
  | SettledResult
  | SplitResult
  /** To be taken up again at `at`, ms. */
  | DeferredResult
  /** Nothing to do: settled before, unknown, ordered to stop, or taken over by another worker. */
  | {kind: 'untouched'; because: 'settled' | 'missing' | 'paused' | 'stopped' | 'unplanned' | 'fenced'};
