import {afterEach, beforeEach, expect, test} from 'vitest';
import {openRun} from '../../../src/delivery/runs/open-run.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {compileForLetterhead} from '../../../src/mail/edition-renderer.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

const compile = compileForLetterhead;

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter();
});

afterEach(() => newsletter.close());

test('an edition whose first run is just being opened is not taken for over', async () => {
  const {paperboy} = newsletter;
  const {ledger, editions, letterhead} = paperboy.stores;
  const edition = await newsletter.edition();
  // Another process looks for what is over at each step of the opening.
  const watched = {
    ...ledger,
    findRun: async (...asked: Parameters<typeof ledger.findRun>) => {
      await paperboy.sending.reconcile();
      return ledger.findRun(...asked);
    },
    openRun: async (...asked: Parameters<typeof ledger.openRun>) => {
      await paperboy.sending.reconcile();
      return ledger.openRun(...asked);
    },
  };
  const opened = await openRun(
    {editions, letterhead, templatesDir: null, compile, ledger: watched, clock: newsletter.clock},
    {edition, run: 1, reason: 'scheduled'},
  );
  expect(opened).toEqual({kind: 'open'});
  await paperboy.sending.reconcile();
  expect(await ledger.editionsInSending()).toEqual([edition]);
});

test('an edition that is not built is not looked at', async () => {
  const {ledger, editions, letterhead} = newsletter.paperboy.stores;
  const edition = dailyEdition('2026-03-12');
  const deps = {editions, letterhead, templatesDir: null, compile, ledger, clock: newsletter.clock};
  expect(await openRun(deps, {edition, run: 1, reason: 'scheduled'})).toEqual({kind: 'not-built'});
  expect(await ledger.editionsInSending()).toEqual([]);
});
