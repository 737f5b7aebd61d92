import {afterEach, beforeEach} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import type {OpenPaperboy} from '../../../chaos/open-with-stores.ts';
import {type CronMatch, QUARTER} from '../../../src/editions/calendar.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {silentLog} from '../../../src/log.ts';
import {requestWhatIsDue} from '../../../src/use-cases/sending/request-what-is-due.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

export let newsletter: Newsletter;
/** What was asked for and is not done yet, by the name of its job. */
export let jobs: Map<string, () => Promise<unknown>>;
/** How many mails each wave was found to have, each time it was worked on. */
export let planned: {edition: EditionId; wave: string; mails: number}[];
export let built: string[];

/** A newsletter of its own for each test of the file that calls this, at which nobody has looked yet. */
export const openWaveStory = () => {
  beforeEach(async () => {
    newsletter = await openNewsletter();
    jobs = new Map();
    planned = [];
    built = [];
  });
  afterEach(() => newsletter.close());
};

export const tenPast: CronMatch = when => when.getUTCHours() === 0 && when.getUTCMinutes() === 10;

/**
 * One look of a scheduler, in whatever process: what it asks for waits in `jobs` under the names that the
 * queue gives.
 */
export const tick = (paperboy: OpenPaperboy = newsletter.paperboy, catchUpHours = 6) =>
  requestWhatIsDue(
    {
      editions: paperboy.stores.editions,
      ledger: paperboy.stores.ledger,
      log: silentLog,
      requestBuild: async edition => {
        jobs.set(`build ${edition}`, async () => {
          built.push(edition);
          await paperboy.editions.build(edition);
        });
      },
      requestPlan: async (edition, wave) => {
        jobs.set(`plan ${edition} ${wave}`, async () => {
          const {mails} = await paperboy.sending.planWave({edition: edition, wave: wave});
          if (mails > 0) planned.push({edition, wave: new Date(wave).toISOString().slice(0, 16), mails});
        });
      },
    },
    {now: newsletter.clock.now(), isBuildTime: tenPast, catchUpHours},
  );

export const workOff = async () => {
  const waiting = [...jobs.values()];
  jobs.clear();
  for (const job of waiting) await job();
  for (const edition of await newsletter.paperboy.stores.ledger.editionsInSending())
    await newsletter.work(edition);
};

/** Looks and works once at each of these instants; a second look finds what the first made possible. */
export const at = async (instant: string | number) => {
  newsletter.clock.set(typeof instant === 'number' ? instant : Date.parse(instant));
  for (const _ of ['builds', 'plans']) {
    await tick();
    await workOff();
  }
};

export const everyQuarter = async (from: string, upTo: string) => {
  for (let now = Date.parse(from); now <= Date.parse(upTo); now += QUARTER) await at(now);
};

export const papersOf = (...days: string[]) =>
  newsletter.paperboy.stores.catalogue.storeAll(days.map(day => madeUpPaper(day, Number(day.slice(-2)))));

/** Who got which editions, in order. */
export const mailboxes = () => {
  const got: Record<string, string[]> = {};
  for (const {to, tags} of newsletter.resend.mails()) {
    const [name = ''] = to.split('@');
    got[name] = [...(got[name] ?? []), tags.edition ?? ''];
  }
  return got;
};

export const moveHour = async (number: number, hour: number) => {
  const {subscribers} = newsletter.paperboy.stores;
  const [subscriber] = await subscribers.read([number]);
  if (!subscriber) throw new Error(`nobody has number ${number}`);
  await newsletter.paperboy.subscribers.changePreferences({
    number,
    preferences: {...subscriber.preferences, hour},
  });
};

export const reader = (name: string, columns: Record<string, string> = {}) =>
  newsletter.subscribe([`${name}@example.org`], columns);

export const worldwide = async () => {
  await reader('berlin', {timezone: 'Europe/Berlin'});
  await reader('kathmandu', {timezone: 'Asia/Kathmandu'});
  await reader('tokyo', {timezone: 'Asia/Tokyo', hour: '7'});
  await reader('denver', {timezone: 'America/Denver', hour: '23'});
};
