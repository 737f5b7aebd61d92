import type {EditionId} from '../../editions/edition.ts';
import type {Editions} from '../../editions/edition-store.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import {whyStopped} from '../ledger/global-stop.ts';
import type {Ledger} from '../ledger/ledger.ts';
import type {Refusal} from './plan-resend.ts';
import {type Scope, type ScopeInput, scopeName} from './resend-scope.ts';
import {addTo, type Survey} from './resend-survey.ts';

/** Why no re-send of an edition may begin now, or null. */
export const refuseResend = async (
  {ledger, editions}: {ledger: Ledger; editions: Pick<Editions, 'entry'>},
  edition: EditionId,
): Promise<Refusal | null> => {
  const [entry, stop, order, first] = await Promise.all([
    editions.entry(edition),
    ledger.globalStop(),
    ledger.order(edition),
    ledger.findRun(edition, 1),
  ]);
  const refused = (reason: string): Refusal => ({kind: 'refused', reason});
  if (entry?.kind !== 'edition')
    return refused(`edition ${edition} is not built; run: paperboy editions build ${edition}`);
  if (stop) return refused(whyStopped(stop));
  if (order) return refused(`edition ${edition} is ${order.order}: ${order.reason}`);
  if (!first) return refused(`edition ${edition} was not sent yet: paperboy editions send ${edition}`);
  return null;
};

/** The refusal while another process holds the edition's lock. */
export const underWay = (edition: EditionId): Refusal => ({
  kind: 'refused',
  reason: `another re-send of edition ${edition} is under way`,
});

/** Scopes without addresses, and how many addresses have no subscriber. */
export type ResolvedScopes = {scopes: Scope[]; unknown: number};

/** Finds the subscribers behind the addresses: from here on no address is kept. */
export const resolveScopes = async (
  {subscribers}: {subscribers: Pick<Subscribers, 'find'>},
  inputs: ScopeInput[],
): Promise<ResolvedScopes> => {
  const scopes = new Map<string, Scope>();
  let unknown = 0;
  for (const input of inputs) {
    const scope = await toScope(subscribers, input);
    if (scope) scopes.set(scopeName(scope), scope);
    else unknown++;
  }
  return {scopes: [...scopes.values()], unknown};
};

const toScope = async (subscribers: Pick<Subscribers, 'find'>, input: ScopeInput): Promise<Scope | null> => {
  if (input.kind !== 'address') return input;
  const found = await subscribers.find(input.address);
  return found && {kind: 'subscriber', number: found.number};
};

/** Counts the addresses without a subscriber among those left out. */
export const withUnknown = (survey: Survey, {unknown}: ResolvedScopes): Survey => {
  if (unknown > 0) addTo(survey.leftOut, 'unknown address', unknown);
  return survey;
};
