import {SECOND} from '../../clock.ts';
import {refusalByProxy} from '../../settings/proxy.ts';
import {type AccountAnswer, parseAnswer} from './account-answer.ts';

const ASK_WITHIN_MS = 10 * SECOND;

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
    return parseAnswer(response.status, await response.text());
  } catch (error) {
    return {kind: 'no-answer', reason: reasonOf(error)};
  }
};

const reasonOf = (error: unknown): string => {
  const refusal = refusalByProxy(error);
  if (refusal !== null) return refusal;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
};
