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
const replies: Record<string, Told> = {
  LOADING: away('is loading its data'),
  MASTERDOWN: away('is a replica that has lost its primary'),
  CLUSTERDOWN: away('is part of a cluster that is down'),
  BUSY: away('is busy with a script'),
  READONLY: refusing('is a read-only replica'),
  UNBLOCKED: refusing('has become a replica'),
  NOREPLICAS: refusing('has too few replicas to take writes'),
  OOM: refusing('is out of memory'),
  MISCONF: refusing('cannot write to its disk'),
  NOAUTH: misconfigured('asks for a password'),
  WRONGPASS: misconfigured('refuses the user name or password'),
  NOPERM: misconfigured('refuses a command or key to its user'),
};

/** What the system says of a connection. */
const codes: Record<string, Told> = {
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
const words: [RegExp, string, Told][] = [
  [
    /DB index is out of range|SELECT is not allowed/,
    'SELECT',
    misconfigured('does not have the database number'),
  ],
  [/^Connection is closed|due to connection close|writeable/, 'CLOSED', away('closed the connection')],
  [/Socket timeout|Command timed out|ETIMEDOUT/, 'ETIMEDOUT', away('does not answer')],
];

/** The trouble that an error of a connection tells of; null where the error is about something else. */
export const troubleOf = (error: unknown): RedisTrouble | null => {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? String(error.code) : '';
  const told = codes[code];
  return told === undefined ? byMessage(error) : {...told, code};
};

/**
 * The trouble that a failed command or job tells of, and that passes without anybody's doing. An error of the
 * network is none: it may be that of a source or a mail server.
 */
export const outageOf = (error: unknown): RedisTrouble | null => {
  if (!(error instanceof Error)) return null;
  const found = byMessage(error) ?? outageOf(firstOf(error)) ?? outageOf(error.cause);
  return found === null || found.kind === 'misconfigured' ? null : found;
};

/** A transaction fails of what its commands failed of before. */
const firstOf = (error: Error): unknown =>
  'previousErrors' in error && Array.isArray(error.previousErrors) ? error.previousErrors[0] : null;

const byMessage = ({message}: Error): RedisTrouble | null => byReply(message) ?? byWords(message);

/** Redis 6 puts the reply of a command within a script behind words of its own: `… -READONLY You can't …`. */
const byReply = (message: string): RedisTrouble | null => {
  const found = [...message.matchAll(/(?:^|\s-)([A-Z]{3,12}) /g)].map(([, code = '']) => code);
  const code = found.find(one => replies[one] !== undefined) ?? '';
  const told = replies[code];
  return told === undefined ? null : {...told, code};
};

const byWords = (message: string): RedisTrouble | null => {
  const found = words.find(([pattern]) => pattern.test(message));
  return found === undefined ? null : {...found[2], code: found[1]};
};

/** Whether the connections that are open lead nowhere: to a replica, or a host that stands still. */
export const areUseless = (trouble: RedisTrouble): boolean =>
  isOfReplica(trouble) || trouble.code === 'ETIMEDOUT';

/** Whether the server is no primary. */
export const isOfReplica = ({code}: RedisTrouble): boolean => code === 'READONLY' || code === 'UNBLOCKED';

/** Whether this alone proves that Redis cannot be worked with: a connection may be cut for other reasons. */
export const isProof = ({kind, code}: RedisTrouble): boolean => kind === 'refusing' || code === 'ETIMEDOUT';

/** One sentence for the log and for commands, without a full stop. */
export const describeRedisTrouble = ({code, reason}: RedisTrouble): string => `Redis ${reason} (${code})`;
