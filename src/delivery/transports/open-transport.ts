import type {Clock} from '../../clock.ts';
import type {Config} from '../../config.ts';
import {toEml} from '../../mail/eml.ts';
import {outboxTransport} from './outbox/outbox.ts';
import {resendTransport} from './resend/resend.ts';
import type {RateSeen} from './resend/resend-answers.ts';
import {smtpTransport} from './smtp/smtp.ts';
import type {Transport} from './transport.ts';

/** The transport that the configuration names; `onRate` hears of Resend's rate headers. */
export const openTransport = ({
  config,
  clock,
  onRate,
}: {
  config: Config;
  clock: Clock;
  onRate: (seen: RateSeen) => void;
}): Transport => {
  switch (config.MAIL_TRANSPORT) {
    case 'outbox':
      return outboxTransport({folder: config.OUTBOX_DIR, toEml, clock});
    case 'resend':
      return resendTransport({
        apiKey: config.RESEND_API_KEY ?? '',
        baseUrl: config.RESEND_BASE_URL,
        clock,
        onRate,
      });
    case 'smtp':
      return smtpTransport({url: config.SMTP_URL ?? '', clock});
  }
};
