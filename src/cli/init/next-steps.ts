import type {Config} from '../../config.ts';

/** The three steps after the set-up. */
export const nextSteps = (config: Config, hasReaders: boolean): string[] => {
  const {MAIL_TRANSPORT, RESEND_WEBHOOK_SECRET, PUBLIC_URL} = config;
  const readers = 'npx paperboy subscribers add YOU@YOUR.DOMAIN: your own confirmation email comes';
  const webhook =
    MAIL_TRANSPORT === 'resend' && RESEND_WEBHOOK_SECRET.length === 0
      ? `at Resend, add a webhook for ${PUBLIC_URL}/webhooks/resend, and set RESEND_WEBHOOK_SECRET in .env`
      : 'npx paperboy doctor: whether all that emails depend on is in order';
  return [
    `npm start: the pages at ${PUBLIC_URL}, and /admin with ADMIN_TOKEN of .env`,
    webhook,
    hasReaders ? 'npx paperboy editions list: what goes out, and what became of it' : readers,
  ];
};
