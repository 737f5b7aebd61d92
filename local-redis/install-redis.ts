import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {findProgram, findRedisServer} from './find-redis-server.ts';

type Manager = {
  command: string;
  /** Whether it works as root alone or, like Homebrew, refuses root. */
  asRoot: boolean;
  /** Refreshes its lists, where it does not do that by itself. */
  refresh: string[] | null;
  install: string[];
  /** Tried in this order: some systems carry Valkey alone. */
  packages: string[];
};

const managers: Manager[] = [
  {
    command: 'apt-get',
    asRoot: true,
    refresh: ['update'],
    install: ['-o', 'DPkg::Lock::Timeout=60', 'install', '-y', '--no-install-recommends'],
    packages: ['redis-server', 'valkey-server'],
  },
  {
    command: 'apk',
    asRoot: true,
    refresh: null,
    install: ['add', '--no-cache'],
    packages: ['redis', 'valkey'],
  },
  {command: 'dnf', asRoot: true, refresh: null, install: ['install', '-y'], packages: ['redis', 'valkey']},
  {
    command: 'pacman',
    asRoot: true,
    refresh: ['-Sy'],
    install: ['-S', '--noconfirm'],
    packages: ['valkey', 'redis'],
  },
  {command: 'brew', asRoot: false, refresh: null, install: ['install'], packages: ['redis']},
];

const refreshTimeoutMs = 120_000;
const installTimeoutMs = 300_000;

/**
 * Installs a Redis through the system's package manager where that needs no password: as root, or with Homebrew.
 * Each step has a time limit (2 minutes for the lists, 5 for a package).
 * Returns the server's path, or null when it is not allowed or did not work, which `say` has then told.
 */
export const installRedis = async ({
  path,
  isRoot,
  say,
}: {
  path: string | undefined;
  isRoot: boolean;
  say: (line: string) => void;
}): Promise<string | null> => {
  const manager = findManager(path, isRoot);
  if (!manager) return null;
  say(`No redis-server on PATH: installing one with ${manager.command} (once)…`);
  if (manager.refresh) await run({manager, args: manager.refresh, timeoutMs: refreshTimeoutMs, say});
  for (const name of manager.packages) {
    const installed = await run({
      manager,
      args: [...manager.install, name],
      timeoutMs: installTimeoutMs,
      say,
    });
    const server = installed ? findRedisServer(path) : null;
    if (server !== null) return server;
  }
  return null;
};

/** Whether there is a package manager that would install a Redis without a question. */
export const canInstallRedis = ({path, isRoot}: {path: string | undefined; isRoot: boolean}): boolean =>
  findManager(path, isRoot) !== null;

const findManager = (path: string | undefined, isRoot: boolean): FoundManager | null => {
  for (const manager of managers.filter(({asRoot}) => asRoot === isRoot)) {
    const program = findProgram({name: manager.command, path});
    if (program !== null) return {...manager, program};
  }
  return null;
};

type FoundManager = Manager & {program: string};
type Step = {manager: FoundManager; args: string[]; timeoutMs: number; say: (line: string) => void};

const run = ({manager, args, timeoutMs, say}: Step): Promise<boolean> => {
  const child = spawn(manager.program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    env: {...process.env, DEBIAN_FRONTEND: 'noninteractive', HOMEBREW_NO_AUTO_UPDATE: '1'},
  });
  let complaints = '';
  child.stderr.on('data', (part: Buffer) => {
    complaints = (complaints + part.toString('utf8')).slice(-4000);
  });
  return new Promise(resolve => {
    const end = (reason: string | null) => {
      if (reason !== null) say(`${manager.command} ${args.join(' ')} did not work: ${reason}`);
      resolve(reason === null);
    };
    child.once('error', error => end(error.message));
    child.once('close', (code, signal) => {
      if (code === 0) return end(null);
      end(signal ? `stopped after ${timeoutMs / 1000} seconds` : lastLine(complaints));
    });
  });
};

const lastLine = (text: string): string => text.trim().split('\n').at(-1) || 'it gave no reason';

type System = {platform: NodeJS.Platform; osRelease: string};

const commandsBySystem: [id: RegExp, command: string][] = [
  [/\b(debian|ubuntu)\b/, 'sudo apt-get install redis-server'],
  [/\balpine\b/, 'sudo apk add redis'],
  [/\b(fedora|rhel|centos)\b/, 'sudo dnf install redis (or valkey)'],
  [/\barch\b/, 'sudo pacman -S valkey'],
  [/\bsuse\b/, 'sudo zypper install redis'],
];

/**
 * What to do on this system when there is no Redis and none can be installed without asking: one line.
 * `osRelease`: the text of /etc/os-release, '' where there is none.
 */
export const adviceFor = ({platform, osRelease}: System): string => {
  const advice = `No Redis was found. Install one: ${commandFor({platform, osRelease})}`;
  return `${advice} — or set REDIS_URL to the address of one, such as redis://localhost:6379`;
};

const commandFor = ({platform, osRelease}: System): string => {
  if (platform === 'darwin') return 'brew install redis';
  if (platform === 'win32')
    return 'docker run -d -p 127.0.0.1:6379:6379 redis:7-alpine redis-server --appendonly yes';
  const ids = osRelease
    .split('\n')
    .filter(line => /^ID(_LIKE)?=/.test(line))
    .join(' ');
  const known = commandsBySystem.find(([id]) => id.test(ids));
  return known ? known[1] : "the package redis or valkey of your system's package manager";
};

/** This system, as `adviceFor` takes it. */
export const thisSystem = (): System => ({platform: process.platform, osRelease: readOsRelease()});

const readOsRelease = (): string => {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    // Not every system has the file; the advice is then a general one.
    return '';
  }
};
