import {SECOND} from '../../src/clock.ts';
import {parseToken} from '../../src/subscribers/tokens.ts';
import type {TakenMail} from '../resend/provider.ts';
import {insist, type Stage} from '../stage.ts';
import {openRandom} from '../world/chance.ts';

/** Somebody types an address into the form; their hour is long after the round. */
export const subscribe = (stage: Stage, address: string): void => {
  const {world, diary} = stage;
  const asked = {
    address,
    preferences: {hour: '18'},
    consentText: 'agreed',
    via: 'form' as const,
    visitor: null,
  };
  insist(stage, 'web-1', {ask: ({subscribers}) => subscribers.subscribe(asked)}, ({kind, reason}) => {
    world.trace.note(address, `asks for the papers: ${kind}, ${reason}`);
    if (/^no letter/.test(reason) || kind !== 'taken') return;
    diary.letters.push({letter: 'confirm', address, doneAt: world.time.now});
  });
};

/** An operator ends a subscription. */
export const endSubscription = (stage: Stage, address: string): void => {
  const {world, founded, diary} = stage;
  const reader = founded.audience.get(address);
  if (!reader || diary.left.has(address)) return;
  const told: {pressedAt: number; doneAt: number | null} = {pressedAt: world.time.now, doneAt: null};
  diary.left.set(address, told);
  const {number} = reader;
  insist(
    stage,
    'desk-1',
    {ask: ({subscribers}) => subscribers.unsubscribe({number, via: 'command'})},
    result => {
      world.trace.note(address, `is ended: ${result.kind}`);
      told.doneAt = world.time.now;
      if (result.kind !== 'unsubscribed' && result.kind !== 'already-unsubscribed') return;
      diary.letters.push({letter: 'goodbye', address, doneAt: world.time.now});
    },
  );
};

/** Who gets a letter that asks presses its link, some of them twice. */
export const setNewcomers = (stage: Stage): void => {
  const {time, provider} = stage.world;
  const random = openRandom(`newcomers/${stage.founded.audience.size}`);
  provider.onTaken.push(mail => {
    if (mail.confirms === '') return;
    const afterMs = SECOND * (1 + 20 * random.fraction());
    for (const wait of random.oneIn(3) ? [0, 5 * SECOND] : [0])
      time.after(afterMs + wait, () => confirm(stage, mail));
  });
};

const confirm = (stage: Stage, {to, confirms}: TakenMail): void => {
  const {world, diary} = stage;
  insist(
    stage,
    'web-1',
    {
      ask: async ({subscribers, linkKeys, clock}) => {
        const link = parseToken({keys: linkKeys, scope: 'confirm', token: confirms, now: clock.now()});
        if (link.kind === 'refused') throw new Error(link.because);
        const owner = await subscribers.findByLink(link.owner);
        if (owner === null) return {kind: 'refused' as const, because: 'unknown' as const};
        return subscribers.confirm({number: owner.number, epoch: link.epoch});
      },
    },
    ({kind}) => {
      world.trace.note(to, `presses the link: ${kind}`);
      if (kind === 'refused') return;
      diary.letters.push({letter: 'welcome', address: to, doneAt: world.time.now});
    },
  );
};
