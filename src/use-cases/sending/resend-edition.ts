import {MINUTE} from '../../clock.ts';
import {whyStopped} from '../../delivery/ledger/global-stop.ts';
import type {Ledger} from '../../delivery/ledger/ledger.ts';
import {brokenOff, isSameScope, refuseBroken} from '../../delivery/resend/interrupted-resend.ts';
import {
  lostLock,
  openAndPlan,
  planResend,
  type Refusal,
  type Resend,
  type ResendOutcome,
  type ResendRooms,
} from '../../delivery/resend/plan-resend.ts';
import {type Scope, scopeName, type WishedScope} from '../../delivery/resend/resend-scope.ts';
import {addTo, type Survey, surveyResend} from '../../delivery/resend/resend-survey.ts';
import {frequenciesOf} from '../../delivery/runs/scheduled-run.ts';
import type {EditionId} from '../../editions/edition.ts';

export type DryRun = Survey & {
  kind: 'dry-run';
  /** The run that was broken off and that the same number finishes, or null. */
  unfinished: number | null;
};

/** Within this time the same re-send to people who have the mail already is taken for a second press of the same key. */
const COOL_DOWN_MS = 10 * MINUTE;

/** Counts who a re-send would reach; changes nothing. */
export const dryRunResend = async (
  rooms: ResendRooms,
  {edition, wishes}: Pick<Resend, 'edition' | 'wishes'>,
): Promise<DryRun | Refusal> => {
  const refusal = await whyRefused(rooms, edition);
  if (refusal) return refusal;
  const wanted = await resolve(rooms, wishes);
  const broken = brokenOff(await rooms.ledger.runs(edition));
  if (broken) {
    if (!isSameScope(broken, wanted.scopes)) return refuseBroken(edition, broken);
    const {confirmed, leftOut} = broken.resend;
    return {kind: 'dry-run', eligible: confirmed, leftOut, samples: [], hadIt: 0, unfinished: broken.run};
  }
  const survey = await surveyResend({
    ...rooms,
    edition,
    scopes: wanted.scopes,
    frequencies: frequenciesOf(edition),
  });
  if (!survey) throw new Error('a survey without an end of its own was ended');
  return {kind: 'dry-run', ...withUnknown(survey, wanted), unfinished: null};
};

/**
 * Sends an edition anew to whom the scopes name: a run of its own, with keys of its own. Who is eligible is noted under the edition's lock and
 * counted; only if the count is the one that was confirmed is the run opened, and nobody but those noted gets into it. A run that was
 * broken off while it was planned is finished by the same call, or refuses any other.
 */
export const resendEdition = async (rooms: ResendRooms, resend: Resend): Promise<ResendOutcome> => {
  const {ledger} = rooms;
  const refusal = await whyRefused(rooms, resend.edition);
  if (refusal) return refusal;
  if (!(await ledger.lockResend(resend))) return underWay(resend.edition);
  try {
    return await resendUnderLock(rooms, resend);
  } finally {
    await ledger.unlockResend(resend);
  }
};

/** Ends a re-send that was broken off while it was planned: none of its mails had been called, and none will be. */
export const callOffResend = async (
  {ledger, reconcile, now}: {ledger: Ledger; reconcile: () => Promise<unknown>; now: number},
  {edition, who, why, token}: Pick<Resend, 'edition' | 'who' | 'why' | 'token'>,
): Promise<{kind: 'called-off'; run: number; planned: number} | Refusal> => {
  if (!(await ledger.lockResend({edition, token}))) return underWay(edition);
  try {
    const broken = brokenOff(await ledger.runs(edition));
    if (!broken)
      return {
        kind: 'refused',
        reason: `no re-send of edition ${edition} was broken off while it was planned`,
      };
    const {run, counts, reason} = broken;
    await ledger.endPlanning({edition, run, outcome: 'called-off', now, who, why: why ?? reason});
    await reconcile();
    return {kind: 'called-off', run, planned: counts.audience};
  } finally {
    await ledger.unlockResend({edition, token});
  }
};

const underWay = (edition: EditionId): Refusal => ({
  kind: 'refused',
  reason: `another re-send of edition ${edition} is under way`,
});

const whyRefused = async ({ledger, editions}: ResendRooms, edition: EditionId): Promise<Refusal | null> => {
  const [entry, stop, order, first] = await Promise.all([
    editions.entry(edition),
    ledger.globalStop(),
    ledger.order(edition),
    ledger.findRun(edition, 1),
  ]);
  const refused = (reason: string): Refusal => ({kind: 'refused', reason});
  if (entry?.kind !== 'edition')
    return refused(`edition ${edition} is not built: paperboy editions build ${edition}`);
  if (stop) return refused(whyStopped(stop));
  if (order) return refused(`edition ${edition} is ${order.order}: ${order.reason}`);
  if (!first) return refused(`edition ${edition} was not sent yet: paperboy editions send ${edition}`);
  return null;
};

type Wanted = {scopes: Scope[]; unknown: number};

/** Finds the subscribers behind the addresses: from here on no address is kept. */
const resolve = async ({subscribers}: ResendRooms, wishes: WishedScope[]): Promise<Wanted> => {
  const scopes = new Map<string, Scope>();
  let unknown = 0;
  for (const wish of wishes) {
    const found = wish.kind === 'address' ? await subscribers.find(wish.address) : null;
    if (wish.kind === 'address' && !found) unknown++;
    const scope: Scope | null =
      wish.kind === 'address' ? found && {kind: 'subscriber', number: found.number} : wish;
    if (scope) scopes.set(scopeName(scope), scope);
  }
  return {scopes: [...scopes.values()], unknown};
};

const withUnknown = (survey: Survey, {unknown}: Wanted): Survey => {
  if (unknown > 0) addTo(survey.leftOut, 'unknown address', unknown);
  return survey;
};

const resendUnderLock = async (rooms: ResendRooms, resend: Resend): Promise<ResendOutcome> => {
  const {ledger} = rooms;
  const {edition, confirm, token} = resend;
  const wanted = await resolve(rooms, resend.wishes);
  const {scopes} = wanted;
  const runs = await ledger.runs(edition);
  const broken = brokenOff(runs);
  if (broken) {
    if (!isSameScope(broken, scopes) || broken.resend.confirmed !== confirm)
      return refuseBroken(edition, broken);
    return planResend(rooms, {...resend, run: broken});
  }
  const survey = await surveyResend({
    ...rooms,
    edition,
    scopes,
    frequencies: frequenciesOf(edition),
    onSlice: async (from, eligible) => {
      await ledger.noteMembers({edition, token}, from, eligible);
      return ledger.renewResendLock({edition, token});
    },
  });
  if (!survey) return lostLock(edition);
  const {eligible, leftOut} = withUnknown(survey, wanted);
  if (eligible !== confirm)
    return {
      kind: 'refused',
      reason: `${confirm} were confirmed, but ${eligible} are eligible now: nothing was sent`,
    };
  if (eligible === 0) return {kind: 'nobody', leftOut};
  const last = runs.at(-1);
  if (last && survey.hadIt > 0 && isSameScope(last, scopes) && rooms.now - last.startedAt < COOL_DOWN_MS)
    return {
      kind: 'refused',
      reason: `run ${last.run} was the same re-send, less than ${COOL_DOWN_MS / MINUTE} minutes ago, and ${survey.hadIt} have the mail already`,
    };
  return openAndPlan(rooms, {...resend, scopes, eligible, leftOut, number: runs.length + 1});
};
