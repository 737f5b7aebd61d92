export type Environment = Record<string, string | undefined>;

/**
 * Settings that hold a secret; each can also be given as the path of a file, by its name with `_FILE` after
 * it.
 */
export const SECRET_SETTINGS = [
  'REDIS_URL',
  'REDIS_SENTINEL_PASSWORD',
  'RESEND_API_KEY',
  'RESEND_WEBHOOK_SECRET',
  'SMTP_URL',
  'TOKEN_SECRETS',
  'UNSUBSCRIBE_SECRETS',
  'ADMIN_TOKEN',
  'ALERT_URL',
  'ALERT_SECRET',
  'EVENTS_URL',
  'HTTPS_PROXY',
  'HTTP_PROXY',
] as const;

/**
 * The environment with each `NAME_FILE` replaced by what its file holds, without the line break at its end.
 * `readText` reads one file; what it throws becomes a problem that names the setting and the path's reason,
 * never a value.
 */
export const withSecretFiles = (
  environment: Environment,
  readText: (path: string) => string,
): {environment: Environment; problems: string[]} => {
  const given: Environment = {...environment};
  const problems: string[] = [];
  for (const name of SECRET_SETTINGS) {
    const path = environment[`${name}_FILE`]?.trim();
    if (!path) continue;
    if (environment[name]?.trim()) {
      problems.push(`${name}_FILE: ${name} is set too; set one of them`);
      continue;
    }
    const secret = readSecret(path, readText);
    if (secret.kind === 'problem') problems.push(`${name}_FILE: ${secret.problem}`);
    else given[name] = secret.text;
  }
  return {environment: given, problems};
};

type Secret = {kind: 'secret'; text: string} | {kind: 'problem'; problem: string};

const readSecret = (path: string, readText: (path: string) => string): Secret => {
  try {
    const text = readText(path)
      .replace(/^\uFEFF/, '')
      .replace(/\r?\n$/, '');
    return text === '' ? {kind: 'problem', problem: 'the file is empty'} : {kind: 'secret', text};
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    return {kind: 'problem', problem: `the file cannot be read (${code})`};
  }
};
