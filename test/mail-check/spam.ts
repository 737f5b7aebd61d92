import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
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
 * What SpamAssassin says of a message by itself, without the network (`-L`): its score, more is worse, and
 * the rules that counted.
 */
export const askSpamAssassin = async (eml: Buffer): Promise<SpamVerdict> => {
  // It writes into its home.
  const home = mkdtempSync(join(tmpdir(), 'paperboy-spam-'));
  try {
    const child = spawn(PROGRAM, ['-L'], {
      env: {PATH: process.env.PATH, HOME: home, LC_ALL: 'C.UTF-8'},
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.stdin.end(eml);
    await once(child, 'close');
    return readVerdict(Buffer.concat(parts).toString('latin1'));
  } finally {
    rmSync(home, {recursive: true, force: true});
  }
};

const readVerdict = (message: string): SpamVerdict => {
  const status = /^X-Spam-Status: ((?:.|\n[ \t])*)/m.exec(message)?.[1]?.replace(/\s+/g, ' ') ?? '';
  const score = /score=(-?[\d.]+)/.exec(status)?.[1];
  if (score === undefined) throw new Error('SpamAssassin said nothing');
  const rules = /tests=([A-Z0-9_, ]+)/.exec(status)?.[1] ?? '';
  return {score: Number(score), rules: rules.split(/[,\s]+/).filter(rule => /_/.test(rule))};
};
