import {z} from 'zod';
import {SECOND} from '../../clock.ts';
import {refusalByProxy} from '../../settings/proxy.ts';
import {type Check, error, ok, warning} from './check.ts';

/** What Resend answered when it was asked for the account's domains. */
export type AccountAnswer =
  | {kind: 'domains'; domains: {name: string; status: string}[]}
  /** The key may send and nothing else: the kind that Resend recommends. */
  | {kind: 'sending-only'}
  | {kind: 'refused'; reason: string}
  | {kind: 'no-answer'; reason: string};

const ABOUT = 'Resend';

const ASK_WITHIN_MS = 10 * SECOND;

const domainsShape = z.object({data: z.array(z.object({name: z.string(), status: z.string()}))});
const errorShape = z.object({name: z.string()});

/**
 * Asks for the account's domains (`GET /domains`, resend.com/docs/api-reference/domains/list-domains): it
 * sends nothing. Never throws.
 */
export const askForDomains = async ({
  apiKey,
  baseUrl,
}: {
  apiKey: string;
  baseUrl: string;
}): Promise<AccountAnswer> => {
  try {
    const response = await fetch(`${baseUrl}/domains`, {
      headers: {authorization: `Bearer ${apiKey}`},
      signal: AbortSignal.timeout(ASK_WITHIN_MS),
      redirect: 'error',
    });
    return parseAnswer(response.status, toJson(await response.text()));
  } catch (error) {
    return {kind: 'no-answer', reason: reasonOf(error)};
  }
};

const parseAnswer = (status: number, body: unknown): AccountAnswer => {
  const domains = domainsShape.safeParse(body);
  if (status === 200 && domains.success) return {kind: 'domains', domains: domains.data.data};
  const name = errorShape.safeParse(body).data?.name.slice(0, 60) ?? '';
  if (status === 401 && name === 'restricted_api_key') return {kind: 'sending-only'};
  if (status === 401 || status === 403) return {kind: 'refused', reason: `${status} ${name}`.trim()};
  return {kind: 'no-answer', reason: `${status} ${name}`.trim()};
};

const toJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const reasonOf = (error: unknown): string => {
  const refusal = refusalByProxy(error);
  if (refusal !== null) return refusal;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
};

/** Whether the account will take mail from these domains. */
export const checkAccountAnswer = (answer: AccountAnswer, senders: string[]): Check[] => {
  switch (answer.kind) {
    case 'domains':
      return senders.map(sender => checkDomain(sender, answer.domains));
    case 'sending-only':
      return [ok(ABOUT, 'sending-only key; cannot check whether domains are verified')];
    case 'refused':
      return [
        error(ABOUT, `the key is refused: ${answer.reason}`, 'set RESEND_API_KEY to a key of the account'),
      ];
    case 'no-answer':
      return [
        error(
          ABOUT,
          `no answer: ${answer.reason}`,
          'check RESEND_BASE_URL, the network and the status of Resend',
        ),
      ];
  }
};

const checkDomain = (sender: string, domains: {name: string; status: string}[]): Check => {
  const found = domains.find(({name}) => name.toLowerCase() === sender);
  if (!found)
    return error(ABOUT, `${sender} is not a domain of this account`, 'add it at Resend, and its DNS records');
  if (found.status === 'verified') return ok(ABOUT, `key accepted; ${sender} is verified`);
  return warning(ABOUT, `${sender} is ${found.status.slice(0, 40)}`, 'add its DNS records and verify it');
};
