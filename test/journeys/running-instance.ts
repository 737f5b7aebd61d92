import {once} from 'node:events';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {vi} from 'vitest';
import {silentLog} from '../../src/log.ts';
import {openQueues} from '../../src/queues.ts';
import {openRedisLink} from '../../src/redis/link.ts';
import {type Desk, openDesk, startPaperboy} from '../support/command.ts';
import {dailyItem, openPaperSource} from '../support/paper-source.ts';

/** `paperboy start` in a process of its own, as an operator's machine runs it, with a desk beside it. */
export type Instance = {
  desk: Desk;
  /** Where its pages are. */
  origin: string;
  /** Everything that the process wrote into its log so far. */
  logged(): string;
  /** The mails to this address in the outbox, each with its text. */
  mailsTo(address: string): Promise<string[]>;
  buildEdition(day: string): Promise<void>;
  /** Sends an edition to its audience now; its status when nothing is pending. */
  sendEdition(day: string): Promise<unknown>;
  subscriber(address: string): Promise<unknown>;
  close(): Promise<void>;
};

export const openInstance = async (): Promise<Instance> => {
  const desk = await openDesk();
  const source = await openPaperSource({});
  const child = startPaperboy(['start'], {...desk.environment, PORT: '0', HUGGING_FACE_URL: source.url});
  child.stdout.resume();
  let log = '';
  const port = new Promise<number>((resolve, reject) => {
    const lines = createInterface({input: child.stderr});
    lines.on('line', line => {
      log += `${line}\n`;
      const entry: {event?: string; port?: number} = JSON.parse(line);
      if (entry.event === 'web.listening' && entry.port !== undefined) resolve(entry.port);
    });
    lines.on('close', () => reject(new Error(`the process ended before it listened: ${log}`)));
  });
  const origin = `http://127.0.0.1:${await port}`;
  await workerOf(desk);
  return {
    desk,
    origin,
    logged: () => log,
    mailsTo: address => mailsTo(desk.outbox, address),
    buildEdition: async day => {
      const items = [dailyItem({id: `2603.000${day.slice(8)}`})];
      const path = await desk.file(`${day}.json`, JSON.stringify(items));
      await desk.paperboy('papers', 'import', path, '--date', day);
      await desk.paperboy('editions', 'build', day);
    },
    sendEdition: async day => (await desk.paperboy('editions', 'send', day, '--wait', '--json')).json(),
    subscriber: async address => (await desk.paperboy('subscribers', 'show', address, '--json')).json(),
    close: async () => {
      const ended = once(child, 'close');
      child.kill('SIGTERM');
      await ended;
      await source.close();
      await desk.close();
    },
  };
};

/** The pages listen first; a command that finds no worker yet says so. */
const workerOf = async ({environment: {REDIS_URL: url = ''}}: Desk): Promise<void> => {
  const link = openRedisLink({url, healthKey: 'paperboy:{health}:written', log: silentLog});
  const queues = openQueues({link, prefix: 'paperboy', log: silentLog});
  await vi.waitUntil(queues.hasDeliveryWorker, {timeout: 20_000, interval: 20});
  await queues.close();
  link.close();
};

const mailsTo = async (outbox: string, address: string): Promise<string[]> => {
  const paths = (await readdir(outbox, {recursive: true})).filter(path => path.endsWith('.eml'));
  const mails: string[] = [];
  for (const path of paths.sort()) {
    const eml = await readFile(join(outbox, path), 'utf8');
    const text = await readFile(join(outbox, path.replace(/\.eml$/, '.txt')), 'utf8');
    if (eml.includes(`To: ${address}`)) mails.push(`${eml}\n${text}`);
  }
  return mails;
};

/** A digest and no letter: only what belongs to a list can be left by one click. */
export const isDigest = (mail: string): boolean => mail.includes('List-Unsubscribe-Post');

/** The path of the first link of this kind in a mail: its origin is the public one, which no test reaches. */
export const linkIn = (
  mail: string,
  kind:
    | 'confirm'
    | 'manage'
    | 'unsubscribe'
    | 'change-address'
    | 'agree-change'
    | 'undo-change'
    | 'erase'
    | 'download',
): string => {
  const found = new RegExp(`http://localhost:3000(/${kind}/[\\w-]+)`).exec(mail.replaceAll('=\r\n', ''));
  if (!found?.[1]) throw new Error(`the mail has no ${kind} link`);
  return found[1];
};
