import {z} from 'zod';
import {refusalByProxy} from '../../../settings/proxy.ts';

/** A failure without an answer, as the transport's table of answers reads it. */
export type NetworkCause = {
  /** The system's or the library's code (`ECONNREFUSED`), or `no_code`. */
  name: string;
  message: string;
  /** Whether it is certain that no byte of the call left this machine. */
  isUnsent: boolean;
};

const causeShape = z.object({
  code: z.string().catch(''),
  syscall: z.string().catch(''),
  message: z.string().catch(''),
  /** What a connection to a name with several IP addresses failed of, one each. */
  errors: z.array(z.unknown()).catch([]),
});

/**
 * Calls that end before a connection stands (getaddrinfo(3), connect(2)). The code alone is no proof: a
 * connection that stood can end with `EHOSTUNREACH` too.
 */
const BEFORE_A_CONNECTION: readonly string[] = ['connect', 'getaddrinfo'];

/**
 * A connection that was never made, and certificates that Node refuses before it sends a byte of the request
 * (nodejs.org/api/tls.html, X509 certificate error codes; the name's mismatch has a code of its own).
 */
const UNSENT_CODES: readonly string[] = [
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CERT_CHAIN_TOO_LONG',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

/** What `fetch` failed of: its own error says "fetch failed", and the cause beneath it says why. */
export const toNetworkCause = (error: unknown): NetworkCause => {
  // Without a tunnel it has seen the host's name and nothing of the call.
  const refusal = refusalByProxy(error);
  if (refusal !== null) return {name: 'proxy_refused', message: refusal, isUnsent: true};
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const {code, message, errors} = parseCause(cause);
  const parts = errors.map(one => parseCause(one).message).join('; ');
  return {name: code || 'no_code', message: message || parts, isUnsent: isUnsent(cause)};
};

const parseCause = (cause: unknown) => causeShape.parse(cause instanceof Object ? cause : {});

const isUnsent = (cause: unknown): boolean => {
  const {code, syscall, errors} = parseCause(cause);
  if (errors.length > 0) return errors.every(isUnsent);
  return BEFORE_A_CONNECTION.includes(syscall) || UNSENT_CODES.includes(code);
};
