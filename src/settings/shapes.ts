import cron from 'node-cron';
import {z} from 'zod';

/**
 * The shapes that several settings share: each turns the text of one setting into a value, or says the rule.
 */

/** Values separated by commas; empty ones are dropped. */
export const list = z.string().transform(text =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== ''),
);

/** A whole number in these bounds, both included. */
export const wholeNumber = (smallest: number, largest: number) => {
  const rule = `must be a whole number from ${smallest} to ${largest}`;
  return z
    .string()
    .regex(/^\d+$/, rule)
    .transform(Number)
    .pipe(z.number().min(smallest, rule).max(largest, rule));
};

/** Five fields, as node-cron reads them. */
export const cronPattern = z
  .string()
  .refine(text => /^(\S+\s+){4}\S+$/.test(text) && cron.validate(text), 'must be five cron fields, in UTC');

/** An instant of UTC, as milliseconds since 1970. */
export const instant = z.iso
  .datetime('must be an instant of UTC, such as 2028-02-29T12:00:00Z')
  .transform(text => Date.parse(text));

/**
 * A secret of Standard Webhooks. Shorter keys than 16 bytes could be guessed; an empty one would let
 * everybody in.
 */
export const webhookSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{22,}={0,2}$/, 'each secret must be as Resend shows it, whsec_…');
