import {systemClock} from '../../clock.ts';
import type {Config} from '../../config.ts';
import {openTransport} from '../../delivery/transports/open-transport.ts';
import type {Answer} from '../../delivery/transports/transport.ts';
import {batchOf} from '../../mail/body/batch.ts';
import {operatorMail} from '../../mail/body/operator-mail.ts';
import {letterheadOf} from '../../wiring/letterhead-of.ts';

/** What became of the test mail. `unreachable`: nobody could be asked, and nothing was sent. */
export type FirstMailResult = {
  state: 'accepted' | 'refused' | 'unreachable';
  reason: string | null;
};

/** Sends one mail to the operator, by the transport that was set up. */
export const sendFirstMail = async (config: Config, to: string): Promise<FirstMailResult> => {
  const letterhead = letterheadOf(config, config.LETTERS_FROM);
  const mail = operatorMail({
    ...{letterhead, to, subject: `${letterhead.name}: test email`},
    paragraphs: [
      `This is the test email of ${letterhead.name}. It came, so emails can be sent.`,
      `The pages will be at ${letterhead.publicUrl}.`,
    ],
  });
  const transport = openTransport({
    config,
    clock: systemClock,
    onRate: () => undefined,
    onQuota: () => undefined,
  });
  try {
    return toResult(await transport.send({key: `init/${systemClock.now()}`, batch: batchOf([mail])}));
  } finally {
    await transport.close();
  }
};

const toResult = (answer: Answer): FirstMailResult => {
  if (answer.kind === 'accepted') return {state: 'accepted', reason: null};
  const isUnreachable =
    answer.kind === 'lost' || (answer.kind === 'wait' && answer.because === 'unreachable');
  return {state: isUnreachable ? 'unreachable' : 'refused', reason: answer.reason};
};
