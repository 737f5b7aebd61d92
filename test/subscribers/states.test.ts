import {expect, test} from 'vitest';
import {move} from '../../src/subscribers/states.ts';
import type {SubscriberState} from '../../src/subscribers/subscriber.ts';

const states: SubscriberState[] = ['pending', 'active', 'unsubscribed', 'suppressed'];

test('exactly these moves exist', () => {
  const allowed = states.flatMap(from =>
    states.filter(to => move(from, to).kind === 'moved').map(to => `${from} -> ${to}`),
  );
  expect(allowed).toEqual([
    'pending -> active',
    'pending -> unsubscribed',
    'pending -> suppressed',
    'active -> unsubscribed',
    'active -> suppressed',
    'unsubscribed -> pending',
    'unsubscribed -> active',
    'unsubscribed -> suppressed',
  ]);
});

test('a move that does not exist is refused with both states', () => {
  expect(move('suppressed', 'active')).toEqual({
    kind: 'refused',
    from: 'suppressed',
    to: 'active',
    reason: 'a subscriber who is suppressed cannot become active',
  });
});
