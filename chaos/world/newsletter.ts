import {DAY, utcDay} from '../../src/clock.ts';
import type {EditionId} from '../../src/editions/edition.ts';
import {dailyEdition} from '../../src/editions/edition-id.ts';
import {madeUpPaper} from '../made-up-paper.ts';
import type {OpenPaperboy} from '../open-with-stores.ts';

const TOKEN_SECRET = 'a-secret-of-the-chaos-bench-that-is-long-enough';

/** The configuration of every process of a round. */
export const environmentFor = (resendUrl: string): Record<string, string> => ({
  MAIL_TRANSPORT: 'resend',
  RESEND_API_KEY: 'any',
  RESEND_BASE_URL: resendUrl,
  PUBLIC_URL: 'https://papers.example.org',
  DIGEST_FROM: 'Papers <digest@example.org>',
  LETTERS_FROM: 'Papers <letters@example.org>',
  POSTAL_ADDRESS: '1 Paper Street, Exampleton',
  TOKEN_SECRETS: TOKEN_SECRET,
  QUEUE_PREFIX: 'chaos',
});

/** Who should get an edition: each address with its subscriber's number and id. */
export type Audience = Map<string, {number: number; id: string}>;

export type Founded = {edition: EditionId; audience: Audience};

const PAPERS = 5;

/** One in so many of the subscribers has left and must get nothing. */
const LEFT_ONE_IN = 25;

/**
 * Subscribers whose hour has just come, a few who left, and an edition of yesterday that is ready to be sent.
 */
export const foundNewsletter = async (paperboy: OpenPaperboy, readers: number): Promise<Founded> => {
  const now = paperboy.clock.now();
  const outcome = await paperboy.subscribers.import({
    open: () => rows(readers, new Date(now).getUTCHours()),
    confirmed: true,
    consentText: 'agreed for the chaos bench',
  });
  if (outcome.kind === 'refused' || outcome.rejected.length > 0) throw new Error(JSON.stringify(outcome));
  const day = utcDay(now - DAY);
  await paperboy.stores.catalogue.storeAll(
    Array.from({length: PAPERS}, (_, place) => madeUpPaper(day, place)),
  );
  const edition = dailyEdition(day);
  const built = await paperboy.editions.build(edition);
  if (built.kind !== 'ready') throw new Error(built.reason);
  return {edition, audience: await audienceOf(paperboy)};
};

async function* rows(readers: number, hour: number): AsyncIterable<string> {
  yield 'email,status,timezone,hour,frequency\n';
  for (let reader = 1; reader <= readers; reader += 1) {
    yield `reader-${reader}@example.org,active,UTC,${hour},daily\n`;
    if (reader % LEFT_ONE_IN === 0) yield `gone-${reader}@example.org,unsubscribed,UTC,${hour},daily\n`;
  }
}

const audienceOf = async ({stores: {subscribers}}: OpenPaperboy): Promise<Audience> => {
  const audience: Audience = new Map();
  for await (const some of subscribers.all())
    for (const {address, number, id, state} of some)
      if (state === 'active') audience.set(address, {number, id});
  return audience;
};
