import {stat} from 'node:fs/promises';
import type {Config} from '../../config.ts';
import {type Check, error, ok, orOk, skipped, warning} from './check.ts';

const ABOUT = 'secrets';

/** What a random secret of 32 characters has by far (16 hex digits give about 14 of them). */
const MIN_DIFFERENT = 10;
const FIX = 'make another: openssl rand -hex 32';

/** Words that people put where a secret should stand. */
const WORDS = /change.?me|secret|password|example|paperboy|admin|token|0123456789|abcdefgh|qwert/i;

type Secrets = Pick<Config, 'TOKEN_SECRETS' | 'UNSUBSCRIBE_SECRETS' | 'ADMIN_TOKEN'>;

/** Whether the secrets that people choose are hard to guess; none of them is told. */
export const checkSecrets = ({TOKEN_SECRETS, UNSUBSCRIBE_SECRETS, ADMIN_TOKEN}: Secrets): Check[] => {
  const named: [string, string][] = [
    ...TOKEN_SECRETS.map((secret): [string, string] => ['TOKEN_SECRETS', secret]),
    ...(ADMIN_TOKEN === undefined ? [] : [['ADMIN_TOKEN', ADMIN_TOKEN] as [string, string]]),
  ];
  if (named.length === 0) return [skipped(ABOUT, 'none is set')];
  const found = named.flatMap(([setting, secret]) =>
    isWeak(secret) ? [warning(ABOUT, `${setting} can be guessed: it is no chance`, FIX)] : [],
  );
  if (ADMIN_TOKEN !== undefined && TOKEN_SECRETS.includes(ADMIN_TOKEN))
    found.push(error(ABOUT, 'ADMIN_TOKEN signs links, too: who has one has both', FIX));
  if (UNSUBSCRIBE_SECRETS.some(secret => TOKEN_SECRETS.includes(secret)))
    found.push(
      error(ABOUT, 'a withdrawn secret stands in TOKEN_SECRETS, too', 'take it out of TOKEN_SECRETS'),
    );
  return orOk(found, ok(ABOUT, 'made by chance, as far as can be seen'));
};

const isWeak = (secret: string): boolean =>
  WORDS.test(secret) || new Set(secret).size < MIN_DIFFERENT || /^(.{1,8})\1+/.test(secret);

const OTHERS = 0o077;

/** Whether others on this machine can read the file of settings. */
export const checkEnvFile = async (path: string): Promise<Check[]> => {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile() || process.platform === 'win32') return [];
  return (found.mode & OTHERS) === 0
    ? [ok(ABOUT, '.env is readable by its owner alone')]
    : [warning(ABOUT, 'others on this machine can read .env', 'chmod 600 .env')];
};
