import {z} from 'zod';
import {MINUTE} from '../../../clock.ts';
import {toReason} from '../reason.ts';
import type {Answer} from '../transport.ts';

const failureShape = z.object({
  /** nodemailer's kind of failure: `EAUTH`, `EENVELOPE`, `EMESSAGE`, `ECONNECTION`, ... */
  code: z.string().catch(''),
  /** The server's reply code, where it replied. */
  responseCode: z.number().nullable().catch(null),
  /** The command that failed: `CONN`, `EHLO`, `MAIL FROM`, `RCPT TO`, `DATA`; `API` where none was sent. */
  command: z.string().catch(''),
  /** The system's call that failed: `connect`, `getaddrinfo`, `read`, ... */
  syscall: z.string().catch(''),
  message: z.string().catch('the mail server failed'),
});

type Failure = z.infer<typeof failureShape>;

/**
 * How long a server that says "not now" is left alone (RFC 5321, section 4.5.4.1, asks for a pause, not for a
 * length).
 */
const WAIT_MS = MINUTE;

/**
 * What a failure of nodemailer means. `isHanded` tells whether a byte of the message has left: from then on
 * only the reply to DATA says what became of it (RFC 5321, sections 4.2.5 and 6.1); before, nothing can have
 * been taken.
 */
export const toSmtpAnswer = (error: unknown, {isHanded}: {isHanded: boolean}): Answer => {
  const failure = failureShape.parse(error instanceof Object ? error : {});
  const {code, responseCode, command, message} = failure;
  const reason = toReason(message);
  const because = isUnanswered(failure) ? 'unreachable' : 'rate-limit';
  const wait: Answer = {kind: 'wait', waitMs: WAIT_MS, because, reason};
  if (isHanded && (command !== 'DATA' || responseCode === null)) return {kind: 'lost', reason};
  if (responseCode !== null && responseCode < 500) return wait;
  if (code === 'EAUTH' || code === 'ETLS') return {kind: 'blocked', reason};
  if (responseCode !== null)
    return {kind: isAboutTheMail({responseCode, command}) ? 'refused' : 'blocked', reason};
  return code === 'EENVELOPE' || code === 'EMESSAGE' ? {kind: 'refused', reason} : wait;
};

/** Failures of the way to the server: no name, no connection, nothing in time, hung up. */
const UNANSWERED_CODES: readonly string[] = ['EDNS', 'ETIMEDOUT', 'ECONNECTION'];

/**
 * Whether no reply came. A socket's failure without a call of the system is one of TLS: a server that is
 * there, with a certificate or a port that is wrong.
 */
const isUnanswered = ({code, responseCode, syscall}: Failure): boolean =>
  responseCode === null && (UNANSWERED_CODES.includes(code) || (code === 'ESOCKET' && syscall !== ''));

/** A final no to the greeting or to the sender would meet every mail alike; 552 is about this one's size. */
const isAboutTheMail = ({responseCode, command}: {responseCode: number; command: string}): boolean =>
  command === 'RCPT TO' || command === 'DATA' || responseCode === 552;
