import type {Config} from '../../config.ts';
import {problemsOfRealSend} from '../../settings/real-send.ts';
import {type Check, error, ok, orOk, warning} from './check.ts';

const ABOUT = 'configuration';

/** What the settings forbid, and what they leave out that a newsletter to many people needs. */
export const checkConfiguration = (config: Config): Check[] => {
  if (config.MAIL_TRANSPORT === 'outbox')
    return [ok(ABOUT, `mail lands in the folder ${config.OUTBOX_DIR} and leaves for nobody`)];
  const problems = problemsOfRealSend(config).map(({setting, problem, fix}) =>
    error(ABOUT, `${setting} ${problem}`, fix),
  );
  return orOk(
    [...problems, ...whatIsMissing(config)],
    ok(ABOUT, `complete, mail leaves by ${config.MAIL_TRANSPORT}`),
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
          'RESEND_WEBHOOK_SECRET is missing: bounces and complaints are not heard of',
          'add a webhook for /webhooks/resend at Resend, and set its signing secret',
        ),
      ]
    : []),
  ...(REPLY_TO === undefined
    ? [warning(ABOUT, 'REPLY_TO is missing: answers go to the sender', 'set it to where a person reads')]
    : []),
  ...(DIGEST_FROM === LETTERS_FROM
    ? [
        warning(
          ABOUT,
          'DIGEST_FROM and LETTERS_FROM are one: complaints about the digest hold back confirm letters',
          'give letters an address of their own',
        ),
      ]
    : []),
];
