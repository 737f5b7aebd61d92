import type {Config} from '../../config.ts';
import {problemsOfRealSend} from '../../settings/real-send.ts';
import {type Check, error, ok, orOk, warning} from './check.ts';

const ABOUT = 'configuration';

/** What the settings forbid, and what they leave out that a newsletter to many people needs. */
export const checkConfiguration = (config: Config): Check[] => {
  if (config.MAIL_TRANSPORT === 'outbox')
    return [ok(ABOUT, `emails are written to ${config.OUTBOX_DIR}; none is sent`)];
  const problems = problemsOfRealSend(config).map(({setting, problem, fix}) =>
    error(ABOUT, `${setting} ${problem}`, fix),
  );
  return orOk(
    [...problems, ...whatIsMissing(config)],
    ok(ABOUT, `complete; emails are sent by ${config.MAIL_TRANSPORT}`),
  );
};

const whatIsMissing = ({
  MAIL_TRANSPORT,
  RESEND_WEBHOOK_SECRET,
  REPLY_TO,
  DIGEST_FROM,
  LETTERS_FROM,
}: Config): Check[] => [
  ...(MAIL_TRANSPORT === 'resend' && RESEND_WEBHOOK_SECRET.length === 0
    ? [
        warning(
          ABOUT,
          'RESEND_WEBHOOK_SECRET is not set: bounces and complaints will not be received',
          'add a webhook for /webhooks/resend at Resend, and set its signing secret',
        ),
      ]
    : []),
  ...(REPLY_TO === undefined
    ? [
        warning(
          ABOUT,
          'REPLY_TO is not set: replies go to the sender',
          'set it to an address that someone reads',
        ),
      ]
    : []),
  ...(DIGEST_FROM === LETTERS_FROM
    ? [
        warning(
          ABOUT,
          'DIGEST_FROM and LETTERS_FROM are the same address; complaints about the digest can block ' +
            'confirmation emails',
          'use a different address for letters',
        ),
      ]
    : []),
];
