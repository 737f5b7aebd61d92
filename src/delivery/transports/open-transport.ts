import type {Clock} from '../../clock.ts';
import type {Config} from '../../config.ts';
import {toEml} from '../../mail/eml.ts';
import {outboxTransport} from './outbox/outbox.ts';
import {resendTransport} from './resend/resend.ts';
import type {QuotaSeen, RateSeen} from './resend/resend-answers.ts';
import {smtpTransport} from './smtp/smtp.ts';
import type {Transport} from './transport.ts';

export type TransportToOpen = {
  config: Config;
  clock: Clock;
  /** Hears of Resend's rate headers. */
  onRate: (seen: RateSeen) => void;
  /** Hears of what Resend says of the account's quotas. */
  onQuota: (used: QuotaSeen) => void;
};

/** The transport that the configuration names. */
export const openTransport = ({config, clock, onRate, onQuota}: TransportToOpen): Transport => {
  switch (config.MAIL_TRANSPORT) {
    case 'outbox':
      return outboxTransport({folder: config.OUTBOX_DIR, toEml, clock});
    case 'resend':
      return resendTransport({
        apiKey: config.RESEND_API_KEY ?? '',
        baseUrl: config.RESEND_BASE_URL,
        ...{clock, onRate, onQuota},
      });
    case 'smtp':
      return smtpTransport({url: config.SMTP_URL ?? '', clock});
  }
};
