import {codes, type RedisTrouble, replies, words} from './trouble-words.ts';

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
