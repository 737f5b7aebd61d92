import type {Paperboy} from '../../src/app.ts';
import {EDITION} from '../edition.ts';
import {insist, type Stage} from '../stage.ts';

const ORDER = {edition: EDITION, who: 'ada', why: 'a test of the simulator'};

type Doing = (paperboy: Paperboy) => Promise<unknown>;

const DOINGS: Record<string, Doing> = {
  pause: ({orders}) => orders.pause(ORDER),
  resume: ({orders}) => orders.resume(ORDER),
  cancel: ({orders}) => orders.cancel(ORDER),
  stop: ({orders}) => orders.stopEverything(ORDER),
  'resume-all': ({orders}) => orders.resumeEverything(ORDER),
  send: ({sending}) => sending.send(EDITION),
  settle: ({sending}) => sending.settleDoubts(EDITION),
  // Some mail that leaves later, as each day brings one: the log must show it before it proves anything.
  'send-letter': ({sending}) => sending.requestLetter({number: 1, letter: 'manage-link'}),
};

const SCOPES = ['failed', 'uncertain', 'unsent', 'all'] as const;

/** Sends again to whom the dry run counts. */
const resend =
  (to: string): Doing =>
  async ({sending}) => {
    const kind = SCOPES.find(scope => scope === to);
    if (kind === undefined) throw new Error(`${to} is no scope`);
    const counted = await sending.dryRunResend({edition: EDITION, to: [{kind}]});
    if (counted.kind === 'refused') return counted;
    return sending.resend({...ORDER, to: [{kind}], confirm: counted.eligible});
  };

/** Orders of an operator: `pause`, `resend all`. What was ordered holds until the next order. */
export const press = (stage: Stage, what: string): void => {
  const {world, diary} = stage;
  const isRelease = what === 'resume' || what === 'resume-all';
  const released = what === 'resume' ? 'pause' : 'stop';
  for (const hold of diary.holds)
    if (isRelease && hold.what === released) hold.to = Math.min(hold.to, world.time.now);
  if (isRelease) diary.releasedAt[released] = world.time.now;
  const pressedAt = world.time.now;
  const [verb = '', scope] = what.split(' ');
  const work = scope === undefined ? DOINGS[verb] : resend(scope);
  if (work === undefined) throw new Error(`nobody can press ${what}`);
  // A re-send that was broken off is gone on with when the operator looks again.
  const {time} = world;
  const givesUpAt = verb === 'resend' ? time.now + 2000 : Number.POSITIVE_INFINITY;
  insist(stage, 'desk-1', {ask: work, until: givesUpAt}, answer => {
    world.trace.note('desk-1', `${what}: ${JSON.stringify(answer)}`);
    if (!isInForce(answer)) return;
    if (what === 'cancel') diary.isCancelled = true;
    // Where Redis stood still the order may be answered after the next one was given.
    if ((what === 'pause' || what === 'stop') && diary.releasedAt[what] <= pressedAt)
      diary.holds.push({what, from: world.time.now, to: Number.POSITIVE_INFINITY});
  });
};

/** Whether an order was taken: an edition that is still to be built cannot be paused. */
const isInForce = (answer: unknown): boolean =>
  !(typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'no-edition');
