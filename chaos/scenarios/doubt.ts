import {HOUR, systemClock} from '../../src/clock.ts';
import {silentLog} from '../../src/log.ts';
import type {LogFaults} from '../fake-resend/types.ts';
import {type OpenPaperboy, openWithStores} from '../open-with-stores.ts';
import type {Scene} from '../scenario.ts';

/** The operator's commands, so many hours later. */
const hoursLater = ({paperboy: {config, redisUrl}}: Scene, hours: number): Promise<OpenPaperboy> =>
  openWithStores({
    ...{config, redisUrl, log: silentLog},
    clock: {...systemClock, now: () => systemClock.now() + hours * HOUR},
  });

/** Some mail that leaves later, as each day brings one: the log must show it before it proves anything. */
const sendALetter = async ({sending, clock}: OpenPaperboy): Promise<void> => {
  await sending.sendLetter({number: 1, letter: 'manage-link', requestedAt: clock.now()});
};

const sendUnsent = async (scene: Scene, {sending}: OpenPaperboy): Promise<void> => {
  const {edition} = scene;
  const asked = {edition, to: [{kind: 'unsent' as const}]};
  const counted = await sending.dryRunResend(asked);
  const eligible = 'eligible' in counted ? counted.eligible : 0;
  if (eligible > 0)
    await sending.resend({...asked, confirm: eligible, who: 'the bench', why: 'proved unsent'});
  await scene.until(async () => (await scene.paperboy.stores.ledger.counts(edition)).pending === 0);
};

/**
 * What an operator does who finds uncertain mails: looks them up, and sends what was never sent. Nobody may
 * be in doubt afterwards.
 */
export const settleByLog = async (scene: Scene, hours: number): Promise<void> => {
  const later = await hoursLater(scene, hours);
  try {
    await sendALetter(later);
    const {uncertain, reasons} = await later.sending.settleDoubts(scene.edition);
    scene.insist(uncertain === 0, `${uncertain} are in doubt still: ${reasons.join('; ')}`);
    await sendUnsent(scene, later);
  } finally {
    await later.close();
  }
};

/** What can be wrong with a log, and each proves nothing. */
const BAD_LOGS: LogFaults[] = [
  {lateMs: 30 * HOUR},
  {keptMs: HOUR},
  {hidden: '/1/'},
  {cut: true},
  {endless: true, keptMs: HOUR},
  {forbidden: 401},
  {forbidden: 403},
  {forbidden: 404},
];

/** The same with a log that is late, cut, full of holes or closed at first: it must change nothing. */
export const settleByBadLogs = async (scene: Scene, hours: number): Promise<void> => {
  const later = await hoursLater(scene, hours);
  try {
    await sendALetter(later);
    for (const faults of BAD_LOGS) {
      scene.note();
      await scene.resend.logs(faults);
      const {unsent} = await later.sending.settleDoubts(scene.edition);
      scene.insist(unsent === 0, `a log that proves nothing was believed: ${JSON.stringify(faults)}`);
    }
    await scene.resend.logs({pageSize: 2});
  } finally {
    await later.close();
  }
  await settleByLog(scene, hours);
};

/** A control: what is not in a late log is taken for unsent. */
export const trustEarly = async (scene: Scene, hours: number): Promise<void> => {
  const later = await hoursLater(scene, hours);
  try {
    const {ledger} = later.stores;
    for (const {name, mails} of (await ledger.doubts(scene.edition)).doubts)
      await ledger.settleDoubt({
        name,
        decision: {accepted: new Map(), unsent: mails, uncertain: [], reason: null},
        why: 'not in the log yet',
      });
    await sendUnsent(scene, later);
  } finally {
    await later.close();
  }
};
