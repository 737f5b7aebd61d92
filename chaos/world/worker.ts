import {type Intercept, openPaperboy, type Paperboy} from '../../src/app.ts';
import {startWorkers} from '../../src/cli/frame/start-workers.ts';
import {SECOND, systemClock} from '../../src/clock.ts';
import {parseConfig} from '../../src/config.ts';
import {resendTransport} from '../../src/delivery/transports/resend/resend.ts';
import {openLog} from '../../src/log.ts';
import {webApp} from '../../src/web/app.ts';
import {webDepsOf} from '../../src/web/deps.ts';
import {serveWeb} from '../../src/web/serve.ts';
import {controlParts, startFragileWorker} from '../controls.ts';
import {killAt} from './kill-points.ts';
import type {Answer, Opening, Order, Trick} from './messages.ts';

/**
 * One of the bench's processes: the product's verbs and workers, opened and closed by order. It starts warm,
 * so that a killed one is replaced as fast as a container runtime would, and it ends when the bench is gone.
 */

type Part = {close(): Promise<void>};

/** The scheduler's work comes this often here, so that a round takes seconds. */
const TICK_MS = SECOND;

const clock = {offsetMs: 0};
const realNow = Date.now;
// A machine's clock is set for everything in the process, BullMQ included.
Date.now = () => realNow() + clock.offsetMs;

const interceptOf = (trick: Trick | null, environment: Record<string, string>): Intercept | undefined => {
  if (trick === null) return undefined;
  const resendUrl = environment.RESEND_BASE_URL ?? '';
  if (trick.kind === 'kill-at') return killAt({...trick, resendUrl});
  if (trick.kind === 'control') return controlParts(trick.control);
  return {
    ledger: ledger => ledger,
    transport: () => resendTransport({apiKey: 'any', baseUrl: resendUrl, timeoutMs: trick.timeoutMs}),
  };
};

const open = async (opening: Opening): Promise<Part[]> => {
  const {redisUrl, environment, trick} = opening;
  clock.offsetMs = opening.clockOffsetMs;
  const reading = parseConfig(environment);
  if (reading.kind === 'problems') throw new Error(reading.problems.join('; '));
  const intercept = interceptOf(trick, environment);
  const paperboy = await openPaperboy({
    config: reading.config,
    redisUrl,
    clock: systemClock,
    log: openLog('warn'),
    ...(intercept ? {intercept} : {}),
  });
  const running = await start(paperboy, opening);
  return [...running, paperboy];
};

const start = async (
  paperboy: Paperboy,
  {role, hostname = '127.0.0.1'}: Pick<Opening, 'role' | 'hostname'>,
): Promise<Part[]> => {
  switch (role) {
    case 'worker':
      return startWorkers(paperboy);
    case 'fragile-worker':
      return [startFragileWorker(paperboy)];
    case 'web': {
      const {config, log} = paperboy;
      return [await serveWeb({app: webApp(webDepsOf(paperboy)), port: config.PORT, hostname, log})];
    }
    case 'reconciler':
      return [startTicking(paperboy, () => paperboy.sending.reconcile())];
    case 'scheduler':
      return [
        startTicking(paperboy, async () => {
          await paperboy.sending.requestWhatIsDue(() => false);
          await paperboy.sending.reconcile();
        }),
      ];
  }
};

/** As the product's scheduler: a tick that fails is logged, and the next one tries again. */
const startTicking = ({log}: Paperboy, work: () => Promise<unknown>): Part => {
  const stop = new AbortController();
  const ticking = (async () => {
    while (!stop.signal.aborted) {
      await work().catch(error =>
        log.error({event: 'scheduler.failed', error: String(error)}, 'tick failed'),
      );
      await systemClock.sleep(TICK_MS, stop.signal);
    }
  })();
  return {
    close: async () => {
      stop.abort();
      await ticking;
    },
  };
};

const tell = (answer: Answer): void => {
  process.send?.(answer);
};

let parts: Part[] = [];

const close = async (): Promise<void> => {
  for (const part of parts) await part.close();
  parts = [];
};

let last = Promise.resolve();

const obey = (order: Order): void => {
  if (order.order === 'clock') {
    clock.offsetMs = order.offsetMs;
    return;
  }
  // One after the other: an opening may be waiting for its Redis when the order to close comes.
  last = last.then(async () => {
    if (order.order === 'open') parts = await open(order);
    else await close();
    tell(order.order === 'open' ? 'open' : 'closed');
  });
};

process.on('message', text => {
  obey(JSON.parse(String(text)));
});
process.once('disconnect', () => process.exit(0));
process.once('SIGTERM', () => void close().then(() => process.exit(0)));
tell('warm');
