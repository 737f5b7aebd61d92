/** Why Redis cannot be worked with now. */
export type RedisTrouble = {
  /**
   * `away`: nothing comes back, or nothing can be read; `refusing`: it reads and takes no write;
   * `misconfigured`: only a person can mend it.
   */
  kind: 'away' | 'refusing' | 'misconfigured';
  /** The name that Redis or the system has for it: `READONLY`, `ECONNREFUSED`. */
  code: string;
  /** Goes on from "Redis" in a sentence, without a full stop. */
  reason: string;
};

type Told = Omit<RedisTrouble, 'code'>;

const away = (reason: string): Told => ({kind: 'away', reason});
const refusing = (reason: string): Told => ({kind: 'refusing', reason});
const misconfigured = (reason: string): Told => ({kind: 'misconfigured', reason});

/** The first words of error replies that are about the server and not about the command. */
export const replies: Record<string, Told> = {
  LOADING: away('is loading its data'),
  MASTERDOWN: away('is a replica that has lost its primary'),
  CLUSTERDOWN: away('is part of a cluster that is down'),
  BUSY: away('is busy with a script'),
  READONLY: refusing('is a read-only replica'),
  UNBLOCKED: refusing('has become a replica'),
  NOREPLICAS: refusing('has too few replicas to take writes'),
  OOM: refusing('is out of memory'),
  MISCONF: refusing('cannot write to its disk'),
  MOVED: misconfigured('is a node of a cluster: begin REDIS_URL with redis+cluster://'),
  NOAUTH: misconfigured('asks for a password'),
  WRONGPASS: misconfigured('refuses the user name or password'),
  NOPERM: misconfigured('refuses a command or key to its user'),
};

/** What the system says of a connection. */
export const codes: Record<string, Told> = {
  ECONNREFUSED: away('refuses the connection'),
  ECONNRESET: away('cut the connection'),
  EPIPE: away('cut the connection'),
  ETIMEDOUT: away('does not answer'),
  EHOSTUNREACH: away('cannot be reached'),
  ENETUNREACH: away('cannot be reached'),
  ENOTFOUND: away('has a host name that is not known'),
  EAI_AGAIN: away('has a host name that cannot be looked up now'),
};

/** What ioredis says without a code. */
export const words: [RegExp, string, Told][] = [
  [
    /DB index is out of range|SELECT is not allowed/,
    'SELECT',
    misconfigured('does not have the database number'),
  ],
  [/^Connection is closed|due to connection close|writeable/, 'CLOSED', away('closed the connection')],
  [/All sentinels are unreachable/, 'SENTINEL', away('has no sentinel that answers and knows its primary')],
  [/Failed to refresh slots cache/, 'CLUSTER', away('has no node of its cluster that answers')],
  [/Socket timeout|Command timed out|ETIMEDOUT/, 'ETIMEDOUT', away('does not answer')],
];
