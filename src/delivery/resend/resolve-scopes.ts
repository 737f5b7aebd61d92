import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import {type Scope, type ScopeInput, scopeName} from './resend-scope.ts';
import {addTo, type Survey} from './resend-survey.ts';

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
