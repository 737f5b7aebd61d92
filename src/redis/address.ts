/** Where a Redis is, as one setting says it. */
export type RedisAddress = {
  kind: 'single' | 'sentinel' | 'cluster';
  /** One for a single server; none for one that is reached by a socket. */
  hosts: {host: string; port: number}[];
  /** Of a Unix socket. */
  path: string | null;
  /** What Sentinel calls the primary. */
  name: string | null;
  isTls: boolean;
  username: string | null;
  password: string | null;
  database: number;
  /** The file of an own certificate authority, and what the sentinels ask for. */
  caFile: string | null;
  sentinelPassword: string | null;
};

export type ParsedRedisAddress = {kind: 'address'; address: RedisAddress} | {kind: 'refused'; reason: string};

const FORM =
  /^(?<scheme>[a-z+]+):\/\/(?:(?<user>[^@/]*)@)?(?<hosts>[^/?]*)(?<path>\/[^?]*)?(?:\?(?<query>.*))?$/i;

const SCHEMES = /^(?:redis(?<tls>s)?(?:\+(?<many>sentinel|cluster))?|(?<unix>unix))$/;

const DEFAULT_PORT = {single: 6379, cluster: 6379, sentinel: 26_379};

const refused = (reason: string): ParsedRedisAddress => ({kind: 'refused', reason});

/**
 * Reads `redis://[user:password@]host[:port][/database]`, `rediss://` for TLS, `unix:///path[?db=N]`,
 * `redis+sentinel://h1,h2,h3/NAME[/database]` and `redis+cluster://h1,h2,h3`, the last two also as
 * `rediss+…`. A reason goes on from the setting's name and quotes no password.
 */
export const parseRedisAddress = (text: string): ParsedRedisAddress => {
  const parts = FORM.exec(text.startsWith('/') ? `unix://${text}` : text)?.groups;
  const scheme = SCHEMES.exec(parts?.scheme?.toLowerCase() ?? '')?.groups;
  if (!parts || !scheme)
    return refused('must begin with redis://, rediss://, unix://, redis+sentinel:// or redis+cluster://');
  const credentials = readCredentials(parts.user);
  if (credentials === null) return refused('has a user name or password that is not percent-encoded');
  const query = new URLSearchParams(parts.query ?? '');
  const common = {
    ...credentials,
    ...{isTls: scheme.tls !== undefined, name: null, path: null, hosts: [], database: 0},
    ...{caFile: query.get('ca'), sentinelPassword: query.get('sentinelPassword')},
  };
  if (scheme.unix) return readSocket(common, parts.path ?? '', query.get('db') ?? '0');
  const kind = toKind(scheme.many);
  const hosts = readHosts(parts.hosts ?? '', DEFAULT_PORT[kind]);
  if (typeof hosts === 'string') return refused(hosts);
  const path = (parts.path ?? '')
    .split('/')
    .slice(1)
    .filter((part, at, all) => part !== '' || at < all.length - 1);
  return finish({...common, kind, hosts}, path);
};

const toKind = (many: string | undefined): RedisAddress['kind'] =>
  many === 'sentinel' || many === 'cluster' ? many : 'single';

const finish = (found: RedisAddress, path: string[]): ParsedRedisAddress => {
  const {kind, hosts} = found;
  if (kind === 'single' && hosts.length > 1)
    return refused('names several hosts: begin it with redis+sentinel:// or redis+cluster://');
  if (kind === 'cluster' && path.length > 0 && path[0] !== '0')
    return refused(`names "${shorten(path[0])}", and a cluster has no databases`);
  if (kind === 'sentinel' && !path[0])
    return refused('must end with the name that Sentinel has for the primary, such as /mymaster');
  const name = kind === 'sentinel' ? decoded(path[0] ?? '') : null;
  if (kind === 'sentinel' && name === null) return refused(NOT_ENCODED);
  return withDatabase({...found, name}, path[kind === 'sentinel' ? 1 : 0] ?? '0');
};

const readSocket = (
  common: Omit<RedisAddress, 'kind'>,
  path: string,
  database: string,
): ParsedRedisAddress => {
  if (path.length <= 1) return refused('must name the path of the socket: unix:///run/redis.sock');
  const file = decoded(path);
  return file === null
    ? refused(NOT_ENCODED)
    : withDatabase({...common, kind: 'single', path: file}, database);
};

const NOT_ENCODED = 'has a "%" in its path that is not percent-encoded (%25)';

/** What percent-encoding stands for; null where it is none. */
const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

const withDatabase = (address: RedisAddress, text: string): ParsedRedisAddress =>
  /^\d{1,5}$/.test(text)
    ? {kind: 'address', address: {...address, database: Number(text)}}
    : refused(`names the database "${shorten(text)}", which is no number`);

const shorten = (text: string | undefined): string => (text ?? '').slice(0, 40);

const readCredentials = (user: string | undefined): Pick<RedisAddress, 'username' | 'password'> | null => {
  if (user === undefined) return {username: null, password: null};
  const [name = '', ...rest] = user.split(':');
  const username = decoded(name);
  const password = decoded(rest.join(':'));
  if (username === null || password === null) return null;
  return {username: username || null, password: password || null};
};

/** The hosts, or what is wrong with one. */
const readHosts = (text: string, defaultPort: number): RedisAddress['hosts'] | string => {
  const hosts: RedisAddress['hosts'] = [];
  for (const part of text.split(',')) {
    const found = /^(?:\[(?<six>[0-9a-f:.]+)\]|(?<host>[^:[\]\s]*))(?::(?<port>.*))?$/i.exec(part)?.groups;
    const host = found?.six ?? found?.host ?? '';
    if (host === '') return text === '' ? 'names no host' : `names "${shorten(part)}", which is no host`;
    const port = found?.port === undefined ? defaultPort : Number(found.port || Number.NaN);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      return `names the port "${shorten(found?.port)}" of ${shorten(host)}, which is none from 1 to 65535`;
    hosts.push({host, port});
  }
  return hosts;
};

/** The address with what other settings say of the same Redis. */
export const withRedisSettings = (
  text: string,
  {caFile, sentinelPassword}: {caFile: string | undefined; sentinelPassword: string | undefined},
): string => {
  const query = new URLSearchParams();
  if (caFile !== undefined) query.set('ca', caFile);
  if (sentinelPassword !== undefined) query.set('sentinelPassword', sentinelPassword);
  const more = query.toString();
  return more === '' ? text : `${text}${text.includes('?') ? '&' : '?'}${more}`;
};
