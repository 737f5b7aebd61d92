import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const PROGRAM = '/usr/bin/spamassassin';

/** Why there is no SpamAssassin to ask, or null. */
export const whyNoSpamAssassin = (): string | null => {
  try {
    execFileSync(PROGRAM, ['--version'], {stdio: 'ignore'});
    return null;
  } catch {
    return `there is no ${PROGRAM} (Debian: apt-get install spamassassin)`;
  }
};

export type SpamVerdict = {score: number; rules: string[]};

/**
 * What SpamAssassin says of messages by itself, without the network (`-L`): of each its score, more is worse,
 * and the rules that counted. All in one process: it reads its rules for a second.
 */
export const askSpamAssassin = async (emls: Buffer[]): Promise<SpamVerdict[]> => {
  // It writes into its home.
  const home = mkdtempSync(join(tmpdir(), 'paperboy-spam-'));
  try {
    const paths = emls.map((eml, at) => {
      const path = join(home, `${at}.eml`);
      writeFileSync(path, eml);
      return path;
    });
    const child = spawn(PROGRAM, ['-L', ...paths], {
      env: {PATH: process.env.PATH, HOME: home, LC_ALL: 'C.UTF-8'},
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    await once(child, 'close');
    const verdicts = readVerdicts(Buffer.concat(parts).toString('latin1'));
    if (verdicts.length !== emls.length)
      throw new Error(`SpamAssassin said something of ${verdicts.length} of ${emls.length} messages`);
    return verdicts;
  } finally {
    rmSync(home, {recursive: true, force: true});
  }
};

/** It prints the messages one after the other, each with one verdict in its head. */
const readVerdicts = (messages: string): SpamVerdict[] =>
  [...messages.matchAll(/^X-Spam-Status: ((?:.|\n[ \t])*)/gm)].map(([, folded = '']) => {
    const status = folded.replace(/\s+/g, ' ');
    const rules = /tests=([A-Z0-9_, ]+)/.exec(status)?.[1] ?? '';
    return {
      score: Number(/score=(-?[\d.]+)/.exec(status)?.[1]),
      rules: rules.split(/[,\s]+/).filter(rule => /_/.test(rule)),
    };
  });
