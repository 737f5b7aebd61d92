import {DAY, MINUTE, systemClock, utcDay} from '../../src/clock.ts';
import type {EditionId} from '../../src/editions/edition.ts';
import {dailyEdition} from '../../src/editions/edition-id.ts';
import {madeUpPaper} from '../made-up-paper.ts';
import type {OpenPaperboy} from '../open-with-stores.ts';
import type {Lane} from './lane.ts';
import type {Trouble} from './troubles.ts';

export type RoundOutcome = {
  trouble: string;
  /** From the trouble until so many more mails were taken that some were asked for after it, ms. */
  sendingAgainMs: number;
  /** From the trouble until nothing was pending, ms. */
  doneMs: number;
  lost: number;
  doubled: number;
  uncertain: number;
  failed: number;
  /** How often the look of each minute came meanwhile: it brings back jobs that Redis forgot. */
  looks: number;
  /** What should have been so besides, and was not. */
  unmet?: string[];
};

/** The trouble comes after two calls. */
const BEGUN = 200;

/** Two sets of workers have four calls each in hand at most, and the rate lets two of those through. */
const SENDS_AGAIN = 500;

const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 4 * MINUTE;

/** Sends an edition to all, strikes in the middle of it, and counts who has it. Throws when it is stuck. */
export const playRound = async (lane: Lane, trouble: Trouble): Promise<RoundOutcome> => {
  lane.nextDay();
  const {paperboy, readers} = lane;
  const edition = await buildEdition(lane.paperboy);
  const taken = () => inboxesOf(lane, edition).mails;
  await paperboy.sending.send(edition);
  await untilSo(() => taken() >= BEGUN);
  const [before, since, looksBefore] = [taken(), performance.now(), lane.looks()];
  const soFar = () => Math.round(performance.now() - since);
  const over = trouble.strike(lane, edition);
  over.catch(() => undefined);
  await untilSo(() => taken() >= Math.min(before + SENDS_AGAIN, readers));
  const sendingAgainMs = soFar();
  await untilSo(async () => (await paperboy.stores.ledger.counts(edition)).pending === 0);
  const doneMs = soFar();
  await (await over)();
  const {inboxes} = inboxesOf(lane, edition);
  const {uncertain, failed} = await paperboy.stores.ledger.counts(edition);
  const doubled = [...inboxes.values()].filter(mails => mails > 1).length;
  return {
    ...{trouble: trouble.name, sendingAgainMs, doneMs},
    ...{lost: readers - inboxes.size, doubled, uncertain, failed, looks: lane.looks() - looksBefore},
  };
};

const inboxesOf = ({resend}: Lane, edition: EditionId) => {
  const inboxes = resend.inboxes({edition});
  return {inboxes, mails: [...inboxes.values()].reduce((sum, mails) => sum + mails, 0)};
};

const PAPERS = 5;

/** Yesterday's edition, ready to be sent. */
export const buildEdition = async (paperboy: OpenPaperboy): Promise<EditionId> => {
  const day = utcDay(paperboy.clock.now() - DAY);
  await paperboy.stores.catalogue.storeAll(Array.from({length: PAPERS}, (_, at) => madeUpPaper(day, at)));
  const edition = dailyEdition(day);
  const built = await paperboy.editions.build(edition);
  if (built.kind !== 'ready') throw new Error(built.reason);
  return edition;
};

const untilSo = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`stuck: ${isSo}`);
    await systemClock.sleep(LOOK_EVERY_MS);
  }
};
