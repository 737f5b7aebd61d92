import type {Mail} from '../../../src/mail/mail.ts';

/** A mail that is ready to leave. */
export const mailTo = (to: string, more: Partial<Mail> = {}): Mail => ({
  from: 'Paperboy <digest@example.org>',
  to,
  replyTo: 'help@example.org',
  subject: 'Trending papers for Thursday',
  html: '<!doctype html><p>Papers</p>',
  text: 'Papers',
  headers: {'List-Id': '<daily.example.org>', 'List-Unsubscribe': '<https://example.org/u/1>'},
  tags: {edition: '2026-03-12', subscriber: '1'},
  ...more,
});

export const mailsTo = (count: number): Mail[] =>
  Array.from({length: count}, (_, index) => mailTo(`reader${index}@example.net`));

/** Freezes a value and all that it holds: changing it throws. */
export const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) frozen(part);
    Object.freeze(value);
  }
  return value;
};
