import {DAY} from '../../../clock.ts';
import type {NewAddress} from '../../../subscribers/store/address-change/new-addresses.ts';
import {isAddressMark, type LinkKeys} from '../../../subscribers/tokens.ts';
import {type CompleteDeps, type CompleteResult, completeAddressChange} from './complete-address-change.ts';

export type ConfirmAddressChangeDeps = CompleteDeps & {linkKeys: LinkKeys};

/** What a token of scope `change-address` or `agree-change` says. */
export type ConfirmAddressChange = {number: number; epoch: number; addressMark: string};

export type ConfirmAddressChangeResult =
  | CompleteResult
  /** A second press: nothing was changed. */
  | {kind: 'already-changed'; subscriber: Extract<CompleteResult, {kind: 'changed'}>['subscriber']}
  /** This inbox said yes, and the other one is still asked. */
  | {kind: 'waiting'};

/** How long the old inbox may object to a change that it has not agreed to. */
export const NOTICE_MS = DAY;

/**
 * The new inbox says yes. Where the old one has agreed, the change takes effect now; where not, the old one
 * is given a day's notice by letter, and `completeAddressChanges` does the rest.
 */
export const confirmAddressChange = async (
  deps: ConfirmAddressChangeDeps,
  link: ConfirmAddressChange,
): Promise<ConfirmAddressChangeResult> => {
  const {subscribers, requestLetter, clock} = deps;
  const {number} = link;
  // Before the yes: one that nobody looks at would wait for ever.
  await subscribers.dueChanges.enter(number, clock.now() + NOTICE_MS);
  const result = await noteYes(deps, {link, of: 'new'});
  if (result.kind !== 'waiting') return result;
  await requestLetter({number, letter: 'address-change-notice', requestedAt: result.confirmedAt});
  return {kind: 'waiting'};
};

/** The old inbox says yes. Where the new one has confirmed, the change takes effect now. */
export const agreeToAddressChange = async (
  deps: ConfirmAddressChangeDeps,
  link: ConfirmAddressChange,
): Promise<ConfirmAddressChangeResult> => {
  const result = await noteYes(deps, {link, of: 'old'});
  return result.kind === 'waiting' ? {kind: 'waiting'} : result;
};

type Yes = {link: ConfirmAddressChange; of: 'old' | 'new'};

type YesResult =
  | Exclude<ConfirmAddressChangeResult, {kind: 'waiting'}>
  | {kind: 'waiting'; confirmedAt: number};

const noteYes = async (deps: ConfirmAddressChangeDeps, yes: Yes): Promise<YesResult> => {
  const result = await note(deps, yes);
  const outcome = result.kind === 'refused' ? result.because : result.kind;
  deps.log.info(
    {event: 'address-change.confirmed', outcome, inbox: yes.of, subscriber: yes.link.number},
    'address change confirmed by one inbox',
  );
  return result;
};

const note = async (deps: ConfirmAddressChangeDeps, {link, of}: Yes): Promise<YesResult> => {
  const {subscribers, clock} = deps;
  const {number, epoch} = link;
  const asked = await findAsked(deps, link);
  if (!asked || asked.epoch !== epoch) return isDone(deps, link);
  const [current] = await subscribers.read([number]);
  if (current?.epoch === epoch && current.state !== 'active') return {kind: 'refused', because: 'not-active'};
  const at = clock.now();
  if (!(await subscribers.newAddresses.noteYes(number, {address: asked.address, of, at})))
    return {kind: 'refused', because: 'superseded'};
  const noted = await findAsked(deps, link);
  if (!noted) return isDone(deps, link);
  if (noted.agreedAt === null || noted.confirmedAt === null)
    return {kind: 'waiting', confirmedAt: noted.confirmedAt ?? at};
  return completeAddressChange(deps, {number, asked: noted});
};

/** The change that the link is about, if it still is the one that was asked for. */
const findAsked = async (
  {subscribers, linkKeys: {secrets}}: ConfirmAddressChangeDeps,
  {number, addressMark: mark}: ConfirmAddressChange,
): Promise<NewAddress | null> => {
  const asked = await subscribers.newAddresses.find(number);
  return asked && isAddressMark({secrets, mark, address: asked.address}) ? asked : null;
};

/** Whether the link was pressed before, or why it counts no more. */
const isDone = async (
  {subscribers, linkKeys: {secrets}}: ConfirmAddressChangeDeps,
  {number, epoch, addressMark: mark}: ConfirmAddressChange,
): Promise<YesResult> => {
  const [subscriber] = await subscribers.read([number]);
  if (!subscriber) return {kind: 'refused', because: 'unknown'};
  if (subscriber.state !== 'active') return {kind: 'refused', because: 'not-active'};
  return isAddressMark({secrets, mark, address: subscriber.address}) && subscriber.epoch === epoch + 1
    ? {kind: 'already-changed', subscriber}
    : {kind: 'refused', because: 'superseded'};
};
