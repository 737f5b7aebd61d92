import {expect} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {type OpenPaperboy, openWithStores} from '../../../chaos/open-with-stores.ts';
import {startWorkers} from '../../../src/cli/frame/start-workers.ts';
import {DAY, systemClock, utcDay} from '../../../src/clock.ts';
import {parseConfig} from '../../../src/config.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import type {Log} from '../../../src/log.ts';
import type {FakeResend} from '../../support/fake-resend.ts';

/** The instance as a process opens it on such a Redis. */
export const openOn = async (
  redisUrl: string,
  resend: FakeResend,
  log: Log,
  rate = '20',
): Promise<OpenPaperboy> => {
  const reading = parseConfig({
    MAIL_TRANSPORT: 'resend',
    RESEND_API_KEY: 'a-key-of-the-fake-resend',
    RESEND_BASE_URL: resend.url,
    RESEND_RATE: rate,
    PUBLIC_URL: 'https://papers.example.org',
    DIGEST_FROM: 'Papers <digest@example.org>',
    LETTERS_FROM: 'Papers <letters@example.org>',
    POSTAL_ADDRESS: '1 Paper Street, Exampleton',
    TOKEN_SECRETS: 'a-secret-of-the-tests-that-is-long-enough',
    QUEUE_PREFIX: 'test',
    REDIS_URL: redisUrl,
  });
  if (reading.kind === 'problems') throw new Error(reading.problems.join('\n'));
  return openWithStores({config: reading.config, redisUrl, clock: systemClock, log});
};

/** Imports so many readers, all active. */
export const importReaders = async (paperboy: OpenPaperboy, readers: number): Promise<void> => {
  const outcome = await paperboy.subscribers.import({
    open: async function* () {
      yield Buffer.from('email,timezone,hour\n');
      for (let at = 1; at <= readers; at++)
        yield Buffer.from(
          `reader-${at}@example.org,${at % 2 === 0 ? 'UTC' : 'Asia/Tokyo'},${6 + (at % 6)}\n`,
        );
    },
    ...{confirmed: true, consentText: 'agreed on paper'},
  });
  expect(outcome).toMatchObject({imported: readers});
};

/** Yesterday's edition, ready to be sent. */
export const buildEdition = async (paperboy: OpenPaperboy): Promise<EditionId> => {
  const day = utcDay(systemClock.now() - DAY);
  await paperboy.stores.catalogue.storeAll(Array.from({length: 30}, (_, at) => madeUpPaper(day, at)));
  const id = dailyEdition(day);
  expect(await paperboy.editions.build(id)).toMatchObject({kind: 'ready'});
  return id;
};

/** Waits until nothing of an edition is pending. */
export const untilSent = async (paperboy: OpenPaperboy, id: EditionId, timeoutMs = 120_000) => {
  let looks = 0;
  await expect
    .poll(
      async () => {
        // As the scheduler does each minute: a fail-over forgets jobs, and never the ledger.
        if (++looks % 25 === 0) await paperboy.sending.reconcile();
        return (await paperboy.stores.ledger.counts(id)).pending;
      },
      {timeout: timeoutMs, interval: 200},
    )
    .toBe(0);
};

/** All that a subscriber, an operator and a worker do, on real workers. */
export const liveOn = async (paperboy: OpenPaperboy, resend: FakeResend, readers: number): Promise<void> => {
  const workers = await startWorkers(paperboy);
  try {
    await importReaders(paperboy, readers);
    const id = await buildEdition(paperboy);
    expect(await paperboy.sending.send(id)).toEqual({kind: 'planned', mails: readers});
    await untilSent(paperboy, id);
    expect(await paperboy.sending.status(id)).toMatchObject({
      state: 'done',
      counts: {audience: readers, accepted: readers},
    });
    expect([...resend.inboxes().values()].every(mails => mails === 1)).toBe(true);
    await liveAsReader(paperboy, resend);
    await resendAndErase(paperboy, id);
    await lookAround(paperboy, id);
  } finally {
    await Promise.all(workers.map(worker => worker.close()));
  }
};

const liveAsReader = async ({subscribers, stores}: OpenPaperboy, resend: FakeResend): Promise<void> => {
  const asked = {address: 'ada@example.org', consentText: 'Yes.', via: 'form' as const, visitor: '192.0.2.1'};
  await subscribers.subscribe(asked);
  await expect
    .poll(() => resend.mails().some(({tags}) => tags.letter === 'confirm'), {timeout: 30_000})
    .toBe(true);
  const ada = await subscribers.find('ada@example.org');
  expect(ada?.state).toBe('pending');
  await stores.subscribers.update(1, current => ({
    ...current,
    opinions: {more: [madeUpPaper(utcDay(systemClock.now() - DAY), 1).paper.id], less: []},
  }));
  await subscribers
    .changePreferences({number: 1, epoch: 0, preferences: {hour: 9}} as never)
    .catch(() => null);
  await subscribers.unsubscribe({number: 2, via: 'command'});
  expect((await subscribers.find('reader-2@example.org'))?.state).toBe('unsubscribed');
  expect(await subscribers.stats()).toMatchObject({states: {pending: 1, unsubscribed: 1}});
};

const resendAndErase = async (paperboy: OpenPaperboy, edition: EditionId): Promise<void> => {
  const to = [{kind: 'address' as const, address: 'reader-3@example.org'}];
  expect(await paperboy.sending.dryRunResend({edition, to})).toMatchObject({eligible: 1});
  const resend = {edition, to, confirm: 1, who: 'ada', why: 'asked for it'};
  expect(await paperboy.sending.resend(resend)).toMatchObject({kind: 'planned'});
  await untilSent(paperboy, edition);
  expect(await paperboy.subscribers.deliveries({number: 3})).toMatchObject([{state: 'accepted', run: 2}]);
  await paperboy.subscribers.erase(4);
  expect(await paperboy.subscribers.find('reader-4@example.org')).toBeNull();
};

const lookAround = async (paperboy: OpenPaperboy, edition: EditionId): Promise<void> => {
  const found = await paperboy.papers.search.find('folding paper', {skip: 0, most: 5});
  expect(JSON.stringify(found)).toContain('folding paper');
  expect((await paperboy.operations.metrics()).text).toContain('paperboy_subscribers');
  expect(await paperboy.sending.hasDeliveryWorker()).toBe(true);
  await paperboy.operations.warnAboutRedis();
  expect(await paperboy.operations.canWrite()).toBe(true);
  expect(await paperboy.stores.ledger.recount(edition)).toEqual(await paperboy.stores.ledger.counts(edition));
  await paperboy.operations.tidy({mode: 'do'});
};
