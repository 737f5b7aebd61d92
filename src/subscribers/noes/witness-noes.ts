import type {AddResult} from '../store/add-records.ts';
import type {Subscribers} from '../store/subscriber-store.ts';
import type {UpdateResult} from '../store/update-records.ts';
import type {Subscriber} from '../subscriber.ts';
import type {No, WhatOfNo, Whose} from './no.ts';

export type Witness = {
  /** Told after it stands in the store. */
  tell: (noes: No[]) => void;
  now: () => number;
};

/**
 * The same store, which tells of every no that it writes. Whichever door it came by, it comes through one of
 * these, so a new door needs to do nothing.
 */
export const witnessNoes = (store: Subscribers, {tell, now}: Witness): Subscribers => {
  const note: Note = (whose, whats) => {
    if (whats.length > 0) tell(whats.map(what => ({at: now(), ...whose, ...what})));
  };
  return {...store, ...adding(store, note), ...changing(store, note), ...leaving(store, note)};
};

type Note = (whose: Whose, whats: WhatOfNo[]) => void;

const whoseIs = (store: Subscribers, {number, id, address}: Subscriber): Whose => ({
  ...{number, id},
  place: store.placeCodeOf(address),
});

const adding = (store: Subscribers, note: Note): Pick<Subscribers, 'add' | 'addMany'> => {
  const noteNew = (outcome: AddResult) => {
    if (outcome.kind === 'added') note(whoseIs(store, outcome.subscriber), noesOfNew(outcome.subscriber));
  };
  return {
    add: async draft => {
      const outcome = await store.add(draft);
      noteNew(outcome);
      return outcome;
    },
    addMany: async drafts => {
      const outcomes = await store.addMany(drafts);
      outcomes.forEach(noteNew);
      return outcomes;
    },
  };
};

const changing = (store: Subscribers, note: Note): Pick<Subscribers, 'update' | 'updateMany' | 'move'> => {
  const noteChange = (outcome: UpdateResult) => {
    if (outcome.kind !== 'updated') return;
    const {before, subscriber} = outcome;
    note(whoseIs(store, before), noesBetween(before, subscriber));
  };
  return {
    update: async (number, change) => {
      const outcome = await store.update(number, change);
      noteChange(outcome);
      return outcome;
    },
    updateMany: async changes => {
      const outcomes = await store.updateMany(changes);
      outcomes.forEach(noteChange);
      return outcomes;
    },
    move: async (number, change) => {
      const outcome = await store.move(number, change);
      if (outcome.kind !== 'moved') return outcome;
      const {before, subscriber} = outcome;
      const moved = {what: 'moved', to: store.placeCodeOf(subscriber.address)} as const;
      note(whoseIs(store, before), [moved, ...noesBetween(before, subscriber)]);
      return outcome;
    },
  };
};

type Leaving = Pick<Subscribers, 'endUnreadable' | 'remove' | 'blockImport' | 'blockPlace'>;

const leaving = (store: Subscribers, note: Note): Leaving => ({
  endUnreadable: async ending => {
    const isEnded = await store.endUnreadable(ending);
    if (isEnded) note({number: ending.number}, [ended('unsubscribed', ending.reason)]);
    return isEnded;
  },
  remove: async (number, mayRemove) => {
    const outcome = await store.remove(number, mayRemove);
    if (outcome.kind === 'removed') note(whoseIs(store, outcome.subscriber), [{what: 'removed'}]);
    return outcome;
  },
  blockImport: async (address, as) => {
    await store.blockImport(address, as);
    note({place: store.placeCodeOf(address)}, [{what: 'blocked', as}]);
  },
  blockPlace: async (place, as) => {
    await store.blockPlace(place, as);
    note({place}, [{what: 'blocked', as: as ?? 'never-again'}]);
  },
});

const ended = (state: 'unsubscribed' | 'suppressed', why: string): WhatOfNo => ({what: 'ended', state, why});

const noesOfNew = ({state, stateReason}: Subscriber): WhatOfNo[] =>
  state === 'unsubscribed' || state === 'suppressed' ? [ended(state, stateReason)] : [];

const noesBetween = (before: Subscriber, after: Subscriber): WhatOfNo[] => {
  const isNo = after.state === 'unsubscribed' || after.state === 'suppressed';
  const wasNo = before.state === 'unsubscribed' || before.state === 'suppressed';
  const isSame = before.state === after.state && before.stateReason === after.stateReason;
  const until = after.preferences.pausedUntil;
  return [
    ...(isSame ? [] : noesOfNew(after)),
    ...(wasNo && !isNo ? [{what: 'back'} as const] : []),
    ...(until === before.preferences.pausedUntil ? [] : [{what: 'paused', until} as const]),
    ...(after.epoch > before.epoch ? [{what: 'links-void', epoch: after.epoch} as const] : []),
  ];
};
