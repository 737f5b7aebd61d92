import type {EditionId} from '../../editions/edition.ts';
import {maskAddress} from '../../subscribers/mask-address.ts';
import type {Refusal} from './plan-resend.ts';
import {parseScope, type ScopeInput} from './resend-scope.ts';

/** What an operator asks for, on the command line or over HTTP. */
export type WantedResend = {
  edition: EditionId;
  to: ScopeInput[];
  /** The same as text, for screens and answers: an address is masked. */
  scope: string[];
};

export type ParsedScopes = ({kind: 'scopes'} & Pick<WantedResend, 'to' | 'scope'>) | Refusal;

/**
 * Reads the scopes of a re-send, all or none; at least one must be there, since a re-send to nobody in
 * particular is a slip. `place` is what the operator calls them (`--to`), and begins the line of a refusal.
 */
export const parseScopes = (texts: string[], place: string): ParsedScopes => {
  const to: ScopeInput[] = [];
  for (const text of texts) {
    const reading = parseScope(text);
    if (reading.kind === 'refused') return {kind: 'refused', reason: `${place}: ${reading.reason}`};
    to.push(reading.scope);
  }
  return to.length === 0
    ? {kind: 'refused', reason: `${place} is missing: failed, unsent, uncertain, all, topic:T, or an address`}
    : {kind: 'scopes', to, scope: to.map(toText)};
};

const toText = (input: ScopeInput): string => {
  if (input.kind === 'address') return maskAddress(input.address);
  return input.kind === 'topic' ? `topic:${input.topic}` : input.kind;
};
