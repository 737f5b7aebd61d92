import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import type {AcceptedMail, Chaos, FakeResendOptions, FaultPlan, LogFaults, SeenCall} from './types.ts';

/** The fake Resend in a process of its own: what it took outlives every `kill -9`, also its own. */
export type FakeResendProcess = {
  url: string;
  /** Of the process that runs now, or ran last. */
  pid(): number;
  mails(): Promise<AcceptedMail[]>;
  /** Since the process began. */
  calls(): Promise<SeenCall[]>;
  /** How many connections callers have open: with none, all that they sent was read. */
  callers(): Promise<number>;
  inboxes(tags?: Record<string, string>): Promise<Map<string, number>>;
  fault(...plans: FaultPlan[]): Promise<void>;
  chaos(chaos: Chaos | null): Promise<void>;
  rate(rate: number | null): Promise<void>;
  logs(faults: LogFaults): Promise<void>;
  advance(ms: number): Promise<void>;
  now(): Promise<number>;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** Starts again on the same port, from the journal. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

const program = fileURLToPath(new URL('./main.mjs', import.meta.url));

/** Starts the fake Resend as a process; it ends by itself when this one is gone. */
export const startFakeResendProcess = async (
  options: FakeResendOptions & {journalPath: string},
): Promise<FakeResendProcess> => {
  let running = await startProcess(options);
  const {url, port} = running;
  return {
    url,
    pid: () => running.child.pid ?? 0,
    mails: () => readPages<AcceptedMail>(`${url}/_control/mails`),
    calls: () => readPages<SeenCall>(`${url}/_control/calls`),
    callers: async () => (await ask<{callers: number}>(`${url}/_control/callers`)).callers,
    inboxes: async (tags = {}) =>
      new Map(await ask<[string, number][]>(`${url}/_control/inboxes?${new URLSearchParams(tags)}`)),
    fault: (...plans) => order(`${url}/_control/fault`, {plans}),
    chaos: chaos => order(`${url}/_control/chaos`, chaos ?? {}),
    rate: rate => order(`${url}/_control/rate`, {rate}),
    logs: faults => order(`${url}/_control/logs`, faults),
    advance: ms => order(`${url}/_control/advance`, {ms}),
    now: async () => (await ask<{now: number}>(`${url}/_control/clock`)).now,
    kill: () => ended(running.child, 'SIGKILL'),
    restart: async () => {
      await ended(running.child, 'SIGKILL');
      running = await startProcess({...options, port});
    },
    close: () => ended(running.child, 'SIGTERM'),
  };
};

type Running = {child: ChildProcess; url: string; port: number};

const startProcess = async (options: FakeResendOptions): Promise<Running> => {
  const child = spawn(process.execPath, [program, JSON.stringify(options), '--until-stdin-ends'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({input: child.stdout});
  const [line] = await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`the fake Resend ended with ${code} before it listened`);
    }),
  ]);
  const {url, port} = parseAs<{url: string; port: number}>(String(line));
  return {child, url, port};
};

const ended = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
};

/** The fake Resend's own words, so their type is known. */
const parseAs = <T>(text: string): T => {
  const content: T = JSON.parse(text);
  return content;
};

const ask = async <T>(url: string): Promise<T> => {
  const response = await fetch(url);
  return parseAs<T>(await response.text());
};

const readPages = async <T>(url: string): Promise<T[]> => {
  const all: T[] = [];
  for (;;) {
    const {total, entries} = await ask<{total: number; entries: T[]}>(`${url}?from=${all.length}`);
    all.push(...entries);
    if (all.length >= total || entries.length === 0) return all;
  }
};

const order = async (url: string, content: unknown): Promise<void> => {
  const response = await fetch(url, {method: 'POST', body: JSON.stringify(content)});
  const answer = await response.text();
  if (response.status !== 200) throw new Error(`the fake Resend refused: ${answer}`);
};
