import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {HOUR} from '../../../src/clock.ts';
import {openBodyBuffers} from '../../../src/delivery/chunks/body-buffers.ts';
import {readGlobalStopAudit} from '../../../src/delivery/ledger/global-stop.ts';
import {openLetterRequests} from '../../../src/delivery/letters/letter-requests.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {silentLog} from '../../../src/log.ts';
import {openRenderers} from '../../../src/mail/body/renderers.ts';
import {sendChunk} from '../../../src/use-cases/sending/send-chunk.ts';
import {sendLetter} from '../../../src/use-cases/sending/send-letter.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter();
});

afterEach(() => newsletter.close());

/** An edition that is planned for so many and not called yet. */
const planned = async (readers: number) => {
  await newsletter.subscribe(readers);
  const edition = await newsletter.edition();
  await newsletter.paperboy.sending.send(edition);
  return edition;
};

const deliverAll = async (edition: Awaited<ReturnType<typeof planned>>) =>
  Promise.all(
    (await newsletter.paperboy.stores.ledger.openChunks(edition)).map(newsletter.paperboy.sending.sendChunk),
  );

const because = {who: 'ada', why: 'looking into it'};

describe('orders to an edition', () => {
  test('a pause holds before the next call, says who and why, and twice is once', async () => {
    const edition = await planned(2);
    expect(await newsletter.paperboy.orders.pause({edition, ...because})).toEqual({
      kind: 'ordered',
      isNew: true,
    });
    const later = {edition, who: 'ben', why: 'too'};
    expect(await newsletter.paperboy.orders.pause(later)).toEqual({kind: 'ordered', isNew: false});
    expect(await deliverAll(edition)).toEqual([{kind: 'untouched', because: 'paused'}]);
    expect(newsletter.resend.calls()).toEqual([]);
    expect((await newsletter.paperboy.stores.ledger.mailOf(edition, 1)).reason).toBe('the edition is paused');
    const at = new Date(newsletter.clock.now()).toISOString();
    expect(await newsletter.paperboy.sending.status(edition)).toMatchObject({
      state: 'paused',
      reason: 'looking into it',
      counts: {pending: 2},
      audit: [{at, ...because, what: 'paused', run: null, scope: [], counts: {}}],
    });
  });

  test('a resume asks for the chunks at once, and everybody gets one mail', async () => {
    const edition = await planned(2);
    await newsletter.paperboy.orders.pause({edition, ...because});
    await deliverAll(edition);
    await newsletter.redis.del(...(await newsletter.redis.keys('{test}:delivery:*')));
    expect(await newsletter.paperboy.orders.resume({edition, ...because})).toEqual({
      kind: 'ordered',
      isNew: true,
    });
    expect(await newsletter.redis.exists(`{test}:delivery:chunk-${edition}-1-1`)).toBe(1);
    // What held it does so no more.
    expect(await newsletter.paperboy.sending.status(edition)).toMatchObject({
      state: 'sending',
      reason: 'no worker has taken it up yet',
    });
    expect(await newsletter.paperboy.orders.resume({edition, ...because})).toEqual({
      kind: 'ordered',
      isNew: false,
    });
    await newsletter.work(edition);
    expect([...newsletter.resend.inboxes().values()]).toEqual([1, 1]);
    expect((await newsletter.paperboy.stores.ledger.audit(edition)).map(({what}) => what)).toEqual([
      'paused',
      'resumed',
    ]);
  });

  test('a cancel is final: no call, an end for every mail, and nothing leads back', async () => {
    const edition = await planned(2);
    await newsletter.redis.del(...(await newsletter.redis.keys('{test}:delivery:*')));
    await newsletter.paperboy.orders.cancel({edition, ...because});
    expect(await newsletter.redis.exists(`{test}:delivery:chunk-${edition}-1-1`)).toBe(1);
    await newsletter.work(edition);
    expect(newsletter.resend.calls()).toEqual([]);
    expect(await newsletter.paperboy.sending.status(edition)).toMatchObject({
      state: 'cancelled',
      reason: 'looking into it',
      counts: {audience: 2, pending: 0, excluded: 2},
    });
    const refused = {kind: 'refused', reason: `edition ${edition} is cancelled, and a cancel is final`};
    expect(await newsletter.paperboy.orders.resume({edition, ...because})).toEqual(refused);
    expect(await newsletter.paperboy.orders.pause({edition, ...because})).toEqual(refused);
    expect(await newsletter.paperboy.orders.cancel({edition, ...because})).toEqual({
      kind: 'ordered',
      isNew: false,
    });
    expect((await newsletter.paperboy.stores.ledger.audit(edition)).map(({what}) => what)).toEqual([
      'cancelled',
    ]);
  });

  test('a paused edition can be cancelled', async () => {
    const edition = await planned(2);
    await newsletter.paperboy.orders.pause({edition, ...because});
    expect(await newsletter.paperboy.orders.cancel({edition, ...because})).toEqual({
      kind: 'ordered',
      isNew: true,
    });
    expect(await deliverAll(edition)).toMatchObject([{kind: 'settled', outcome: 'excluded'}]);
  });

  test('a key that Resend refuses pauses as the machine, and does not wake a cancelled edition', async () => {
    const edition = await planned(2);
    newsletter.resend.fault({fault: 'error', status: 401, name: 'restricted_api_key'});
    await deliverAll(edition);
    expect(await newsletter.paperboy.stores.ledger.audit(edition)).toMatchObject([
      {who: 'paperboy', what: 'paused', why: expect.stringContaining('401')},
    ]);
    await newsletter.paperboy.orders.cancel({edition, ...because});
    await newsletter.paperboy.stores.ledger.giveOrder(edition, {
      verb: 'pause',
      who: 'paperboy',
      at: 0,
      why: '401',
    });
    expect(await newsletter.paperboy.stores.ledger.order(edition)).toMatchObject({order: 'cancelled'});
  });

  test('there is none for an edition that is not built', async () => {
    expect(await newsletter.paperboy.orders.pause({edition: dailyEdition('2026-03-12'), ...because})).toEqual(
      {
        kind: 'no-edition',
      },
    );
    expect(await newsletter.redis.keys('test:{e:*')).toEqual([]);
  });
});

describe('the stop of everything', () => {
  test('holds every edition, and every status says so with the reason', async () => {
    const edition = await planned(2);
    const ready = await newsletter.edition('2026-03-11');
    expect(await newsletter.paperboy.orders.stopEverything(because)).toBe(true);
    expect(await newsletter.paperboy.orders.stopEverything(because)).toBe(false);
    expect(await deliverAll(edition)).toEqual([{kind: 'untouched', because: 'stopped'}]);
    expect(newsletter.resend.calls()).toEqual([]);
    const stopped = 'all sending is stopped: looking into it';
    for (const id of [edition, ready])
      expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
        state: 'paused',
        reason: stopped,
        stopped,
      });
  });

  test('an edition that is done stays done, and says that all is stopped', async () => {
    const edition = await planned(2);
    await newsletter.work(edition);
    await newsletter.paperboy.orders.stopEverything(because);
    expect(await newsletter.paperboy.sending.status(edition)).toMatchObject({
      state: 'done',
      stopped: 'all sending is stopped: looking into it',
    });
  });

  test('holds a chunk whose mails are written already: it is looked at just before the call', async () => {
    const edition = await planned(2);
    const {paperboy} = newsletter;
    const [name] = await paperboy.stores.ledger.openChunks(edition);
    if (!name) throw new Error('no chunk');
    const {ledger, subscribers, transport, linkKeys, clock, instance} = paperboy.stores;
    const rooms = {
      ledger,
      instance,
      subscribers,
      transport,
      linkKeys,
      clock,
      workerId: 'a worker',
      random: () => 0,
    };
    const outcome = await sendChunk(
      {
        ...rooms,
        log: silentLog,
        catchUpMs: 6 * HOUR,
        renderers: openRenderers({...paperboy.stores, templatesDir: null}),
        bodyBuffers: openBodyBuffers(),
        ...{loadInterests: paperboy.stores.loadInterests, tellNews: paperboy.stores.tellNews},
        rate: {
          ...paperboy.stores.rate,
          acquirePermit: async () => {
            await paperboy.orders.stopEverything(because);
            return paperboy.stores.rate.acquirePermit('chunk');
          },
        },
      },
      name,
    );
    expect(outcome).toEqual({kind: 'untouched', because: 'stopped'});
    expect(newsletter.resend.calls()).toEqual([]);
  });

  test('lifted, everything goes on, but for the edition that is paused by itself', async () => {
    const edition = await planned(2);
    await newsletter.paperboy.orders.stopEverything(because);
    await deliverAll(edition);
    await newsletter.redis.del(...(await newsletter.redis.keys('{test}:delivery:*')));
    expect(await newsletter.paperboy.sending.reconcile()).toBe(0);
    await newsletter.paperboy.orders.pause({edition, ...because});
    expect(await newsletter.paperboy.orders.resumeEverything(because)).toBe(true);
    expect(await deliverAll(edition)).toEqual([{kind: 'untouched', because: 'paused'}]);
    await newsletter.paperboy.orders.resume({edition, ...because});
    expect(await newsletter.redis.exists(`{test}:delivery:chunk-${edition}-1-1`)).toBe(1);
    await newsletter.work(edition);
    expect([...newsletter.resend.inboxes().values()]).toEqual([1, 1]);
    expect(await newsletter.paperboy.orders.resumeEverything(because)).toBe(false);
    const audit = await readGlobalStopAudit({redis: newsletter.redis, prefix: 'test'});
    expect(audit).toMatchObject([
      {...because, what: 'paused'},
      {...because, what: 'resumed'},
    ]);
  });

  test('a cancel is carried out during it, since it calls nobody', async () => {
    const edition = await planned(2);
    await newsletter.paperboy.orders.stopEverything(because);
    await newsletter.paperboy.orders.cancel({edition, ...because});
    expect(await newsletter.paperboy.sending.reconcile()).toBe(1);
    await newsletter.work(edition);
    expect((await newsletter.paperboy.sending.status(edition))?.counts).toMatchObject({
      pending: 0,
      excluded: 2,
    });
  });

  test('holds letters too, and none is lost', async () => {
    await newsletter.subscribe(1);
    const request = {number: 1, letter: 'welcome', requestedAt: newsletter.clock.now()} as const;
    await newsletter.paperboy.orders.stopEverything(because);
    expect(await newsletter.paperboy.sending.sendLetter(request)).toMatchObject({kind: 'later'});
    expect(newsletter.resend.calls()).toEqual([]);
    await newsletter.paperboy.orders.resumeEverything(because);
    await newsletter.redis.del('test:{rate}');
    expect(await newsletter.paperboy.sending.sendLetter(request)).toEqual({kind: 'accepted'});
  });

  test('holds a letter that waited for its turn while the stop came', async () => {
    await newsletter.subscribe(1);
    const {paperboy, redis, clock} = newsletter;
    const {subscribers, letterhead, linkKeys, letterMail, transport, instance, editions} = paperboy.stores;
    const requests = openLetterRequests({redis, prefix: 'test'});
    const outcome = await sendLetter(
      {
        ...{
          redis,
          prefix: 'test',
          instance,
          requests,
          subscribers,
          letterhead,
          linkKeys,
          letterMail,
          editions,
          transport,
          clock,
          log: silentLog,
        },
        random: () => 0,
        rate: {
          ...paperboy.stores.rate,
          acquirePermit: async () => {
            await paperboy.orders.stopEverything(because);
            return paperboy.stores.rate.acquirePermit('letter');
          },
        },
      },
      {number: 1, letter: 'welcome', requestedAt: clock.now()},
    );
    expect(outcome).toMatchObject({kind: 'later'});
    expect(newsletter.resend.calls()).toEqual([]);
  });

  test('no sending begins during it', async () => {
    await newsletter.subscribe(1);
    const edition = await newsletter.edition();
    await newsletter.paperboy.orders.stopEverything(because);
    expect(await newsletter.paperboy.sending.send(edition)).toEqual({
      kind: 'refused',
      reason: 'all sending is stopped: looking into it',
    });
  });
});
