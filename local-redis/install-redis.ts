import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {basename} from 'node:path';
import {findProgram, findRedisServer} from './find-redis-server.ts';

/**
 * A package manager: what to run, as root alone or (Homebrew) never as root; `lists` refreshes what it knows
 * of.
 */
type Manager = {command: string; asRoot: boolean; lists?: string[]; install: string[]; packages: string[]};

/** Some systems carry Valkey alone; packages are tried in their order. */
const managers: Manager[] = [
  {
    ...{command: 'apt-get', asRoot: true, lists: ['update'], packages: ['redis-server', 'valkey-server']},
    install: ['-o', 'DPkg::Lock::Timeout=60', 'install', '-y', '--no-install-recommends'],
  },
  {command: 'apk', asRoot: true, install: ['add', '--no-cache'], packages: ['redis', 'valkey']},
  {command: 'dnf', asRoot: true, install: ['install', '-y'], packages: ['redis', 'valkey']},
  {
    ...{command: 'pacman', asRoot: true, lists: ['-Sy'], packages: ['valkey', 'redis']},
    install: ['-S', '--noconfirm'],
  },
  {command: 'brew', asRoot: false, install: ['install'], packages: ['redis']},
];

const LISTS_WITHIN_MS = 120_000;
const INSTALL_WITHIN_MS = 300_000;
const SERVICE_WITHIN_MS = 60_000;
const MAX_OUTPUT_BYTES = 64 * 2 ** 20;

export type RedisToInstall = {
  environment: NodeJS.ProcessEnv;
  isRoot: boolean;
  say: (line: string) => void;
  /** Whether systemd runs here. */
  hasSystemd: boolean;
};

/**
 * Installs a Redis through the system's package manager where that needs no password: as root, or with
 * Homebrew. It says the command and goes on; with `PAPERBOY_INSTALL=no` it says the command and does nothing.
 * Each step has a time limit (2 minutes for the lists, 5 for a package). A service that the package enables
 * is disabled: the product starts a Redis of its own. Returns the server's path, or null when it is not
 * allowed or did not work, which `say` has then told.
 */
export const installRedis = async ({
  environment,
  isRoot,
  say,
  hasSystemd,
}: RedisToInstall): Promise<string | null> => {
  const path = environment.PATH;
  const manager = managers
    .filter(({asRoot}) => asRoot === isRoot)
    .map(one => ({...one, program: findProgram({name: one.command, path})}))
    .find(isThere);
  if (!manager) return null;
  const words = [manager.command, ...manager.install, manager.packages[0]].join(' ');
  if (environment.PAPERBOY_INSTALL === 'no') {
    say(`No redis-server on PATH, and PAPERBOY_INSTALL is no. To install one: ${words}`);
    return null;
  }
  say(`No redis-server on PATH: installing one (once): ${words}`);
  const step = {program: manager.program, environment, say};
  if (manager.lists) await run({...step, args: manager.lists, timeoutMs: LISTS_WITHIN_MS});
  for (const name of manager.packages) {
    const isDone = await run({...step, args: [...manager.install, name], timeoutMs: INSTALL_WITHIN_MS});
    const server = isDone ? findRedisServer(path) : null;
    if (server === null) continue;
    if (hasSystemd) await disableService({service: name, environment, say});
    return server;
  }
  return null;
};

/** Where systemd runs, Debian's packages enable a server of their own, on the port that everybody knows. */
const disableService = async ({
  service,
  environment,
  say,
}: {service: string} & Pick<RedisToInstall, 'environment' | 'say'>): Promise<void> => {
  const program = findProgram({name: 'systemctl', path: environment.PATH});
  if (program === null) return;
  const args = ['disable', '--now', service];
  if (await run({program, args, environment, say, timeoutMs: SERVICE_WITHIN_MS}))
    say(`The service ${service} that came with it is disabled; Paperboy starts a Redis of its own.`);
};

const isThere = <T extends {program: string | null}>(manager: T): manager is T & {program: string} =>
  manager.program !== null;

type Step = {program: string; args: string[]; timeoutMs: number} & Pick<
  RedisToInstall,
  'environment' | 'say'
>;

/** What a package manager needs; the scripts of packages must not see a key of ours. */
const PASSED_ON = /^(PATH|HOME|USER|LOGNAME|SHELL|TERM|TMPDIR|LANG|LC_\w+|(https?|no)_proxy|HOMEBREW_\w+)$/;

/** Whether it ended well; `say` hears why not. */
const run = ({program, args, timeoutMs, environment, say}: Step): Promise<boolean> => {
  const env = {
    ...Object.fromEntries(Object.entries(environment).filter(([name]) => PASSED_ON.test(name))),
    ...{DEBIAN_FRONTEND: 'noninteractive', HOMEBREW_NO_AUTO_UPDATE: '1'},
  };
  const options = {env, timeout: timeoutMs, killSignal: 'SIGKILL' as const, maxBuffer: MAX_OUTPUT_BYTES};
  return new Promise(resolve => {
    execFile(program, args, options, (error, _, complaints) => {
      const reason = error?.killed ? `stopped after ${timeoutMs / 1000} seconds` : lastLine(complaints);
      if (error) say(`${basename(program)} ${args.join(' ')} failed: ${reason}`);
      resolve(error === null);
    });
  });
};

const lastLine = (text: string): string => text.trim().split('\n').at(-1) || 'no error output';

type System = {platform: NodeJS.Platform; osRelease: string; path: string | undefined};

/** A command's first word is looked for on PATH; but for Homebrew it is for root. */
const commandsBySystem: [id: RegExp, command: string][] = [
  [/\b(debian|ubuntu)\b/, 'apt-get install redis-server'],
  [/\balpine\b/, 'apk add redis'],
  [/\b(fedora|rhel|centos)\b/, 'dnf install redis (or valkey)'],
  [/\barch\b/, 'pacman -S valkey'],
  [/\bsuse\b/, 'zypper install redis'],
];

/**
 * What to do on this system when there is no Redis and none can be installed without asking: one line. A
 * command is named only where its program is. `osRelease`: the text of /etc/os-release, '' where there is
 * none; `path`: PATH.
 */
export const adviceFor = (system: System): string =>
  `No Redis found. ${installAdvice(system)}, or set REDIS_URL (example: redis://localhost:6379).`;

const installAdvice = ({platform, osRelease, path}: System): string => {
  if (platform === 'win32')
    return 'Start one with docker run -d -p 127.0.0.1:6379:6379 redis:7-alpine redis-server --appendonly yes';
  const command = platform === 'darwin' ? 'brew install redis' : commandOf(osRelease);
  const has = (name: string) => findProgram({name, path}) !== null;
  if (command === null) return "Install one with your system's package manager (redis or valkey)";
  const [manager = ''] = command.split(' ');
  if (!has(manager)) return `There is no ${manager} on PATH to install one: put a redis-server on PATH`;
  if (platform === 'darwin') return `Install one with ${command}`;
  return has('sudo') ? `Install one with sudo ${command}` : `As root, install one with ${command}`;
};

const commandOf = (osRelease: string): string | null => {
  const ids = osRelease
    .split('\n')
    .filter(line => /^ID(_LIKE)?=/.test(line))
    .join(' ');
  return commandsBySystem.find(([id]) => id.test(ids))?.[1] ?? null;
};

/** This system, as `adviceFor` takes it. */
export const thisSystem = (): System => ({
  ...{platform: process.platform, osRelease: readOsRelease(), path: process.env.PATH},
});

const readOsRelease = (): string => {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    // Not every system has the file; the advice is then a general one.
    return '';
  }
};
