import {spawnSync} from 'node:child_process';
import {platform} from 'node:os';

/** A host of the bench: a network namespace with one link to the bridge. */
export type Host = {name: HostName; namespace: string; address: string};

export type HostName = (typeof NAMES)[number];

/** Hosts on one bridge, which stands in a namespace of its own: no interface of the machine is touched. */
export type Network = {
  /** The namespace of the bridge; the bench and the fake Resend live there. */
  hub: string;
  /** The address of the hub, which every host reaches. */
  address: string;
  hosts: Record<HostName, Host>;
};

const NAMES = ['worker-1', 'worker-2', 'web', 'scheduler', 'redis-1', 'redis-2', 'redis-3'] as const;
const PREFIX = 'paperboy-hosts';
const BRIDGE = 'bridge';
const HUB_ADDRESS = '10.77.0.1';
/** A host that nobody is: what is sent to it is lost without a word, as in a partition. */
const NOWHERE = '02:00:00:00:ff:ff';

const ip = (...words: string[]): string => {
  const {status, stdout, stderr, error} = spawnSync('ip', words, {encoding: 'utf8'});
  if (status !== 0) throw new Error(`ip ${words.join(' ')}: ${error?.message ?? stderr.trim()}`);
  return stdout;
};

/** Why no hosts can be made here, or null where they can: it is tried. */
export const whyNoHosts = (): string | null => {
  if (platform() !== 'linux') return 'hosts are network namespaces, which only Linux has';
  const trial = `${PREFIX}-${process.pid}-trial`;
  try {
    ip('netns', 'add', trial);
    ip('-n', trial, 'link', 'add', BRIDGE, 'type', 'bridge');
    return null;
  } catch (error) {
    return `no network namespaces can be made here (they need root and iproute2): ${error}`;
  } finally {
    spawnSync('ip', ['netns', 'del', trial]);
  }
};

/** The network that the process `pid` laid or lays. */
export const networkOf = (pid: number): Network => {
  const host = (name: HostName): Host => ({
    ...{name, namespace: `${PREFIX}-${pid}-${name}`},
    address: `10.77.0.${NAMES.indexOf(name) + 11}`,
  });
  const hosts = Object.fromEntries(NAMES.map(name => [name, host(name)])) as Record<HostName, Host>;
  return {hub: `${PREFIX}-${pid}-hub`, address: HUB_ADDRESS, hosts};
};

/** Makes the hub, and each host with its link to the bridge. */
export const layNetwork = ({hub, hosts}: Network): void => {
  ip('netns', 'add', hub);
  ip('-n', hub, 'link', 'set', 'lo', 'up');
  ip('-n', hub, 'link', 'add', BRIDGE, 'type', 'bridge');
  ip('-n', hub, 'addr', 'add', `${HUB_ADDRESS}/24`, 'dev', BRIDGE);
  ip('-n', hub, 'link', 'set', BRIDGE, 'up');
  for (const {name, namespace, address} of Object.values(hosts)) {
    ip('netns', 'add', namespace);
    ip('-n', hub, 'link', 'add', name, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace);
    ip('-n', hub, 'link', 'set', name, 'master', BRIDGE, 'up');
    ip('-n', namespace, 'addr', 'add', `${address}/24`, 'dev', 'eth0');
    for (const link of ['lo', 'eth0']) ip('-n', namespace, 'link', 'set', link, 'up');
  }
};

/** Takes the host's cable out, or puts it in again. */
export const setLink = ({hub}: Network, {name}: Host, state: 'up' | 'down'): void => {
  ip('-n', hub, 'link', 'set', name, state);
};

/** From here on the two lose what they send each other; connections stand until somebody gives up. */
export const part = (one: Host, other: Host): void => {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const)
    ip(
      '-n',
      from.namespace,
      'neigh',
      'replace',
      to.address,
      'lladdr',
      NOWHERE,
      'dev',
      'eth0',
      'nud',
      'permanent',
    );
};

/** Undoes `part`. */
export const join = (one: Host, other: Host): void => {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const)
    ip('-n', from.namespace, 'neigh', 'del', to.address, 'dev', 'eth0');
};

/** The words before a command that is run on a host. */
export const onHost = (namespace: string): [string, ...string[]] => ['ip', 'netns', 'exec', namespace];

/** Ends what runs in the namespaces that the process `pid` made, this process excepted, and removes them. */
export const removeNetwork = (pid: number): void => {
  for (const name of namespaces().filter(found => makerOf(found) === pid)) {
    const {stdout} = spawnSync('ip', ['netns', 'pids', name], {encoding: 'utf8'});
    for (const found of stdout.split('\n').filter(line => line !== '' && Number(line) !== process.pid))
      spawnSync('kill', ['-9', found]);
    spawnSync('ip', ['netns', 'del', name]);
  }
};

/** Removes what a bench left that ended without a word. */
export const removeLeftovers = (): void => {
  const makers = new Set(namespaces().map(makerOf));
  for (const pid of makers) if (pid !== null && !isRunning(pid)) removeNetwork(pid);
};

const namespaces = (): string[] => {
  const {stdout} = spawnSync('ip', ['netns', 'list'], {encoding: 'utf8'});
  return (stdout ?? '').split('\n').map(line => line.split(' ')[0] ?? '');
};

const makerOf = (namespace: string): number | null => {
  const found = new RegExp(`^${PREFIX}-(\\d+)-`).exec(namespace);
  return found ? Number(found[1]) : null;
};

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
