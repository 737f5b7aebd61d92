import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {HOUR} from '../../../src/clock.ts';
import {openBodyBuffers} from '../../../src/delivery/chunks/body-buffers.ts';
import {type LoadInterests, openLoadInterests} from '../../../src/delivery/chunks/load-interests.ts';
import {LEASE_MS} from '../../../src/delivery/chunks/while-renewing.ts';
import {openRenderers} from '../../../src/mail/body/renderers.ts';
import {type Catalogue, openCatalogue} from '../../../src/papers/catalogue/catalogue.ts';
import type {PaperId, SourceItem} from '../../../src/papers/paper.ts';
import {paperIdOfTitle, parsePaperId} from '../../../src/papers/paper-id.ts';
import {noInterests} from '../../../src/ranking/interests.ts';
import {defaultPreferences, noOpinions} from '../../../src/subscribers/subscriber.ts';
import {sendChunk} from '../../../src/use-cases/sending/send-chunk.ts';
import {openNewsletter} from '../../support/newsletter.ts';
import {openTestRedis} from '../../support/redis.ts';

const store = await openTestRedis();
const catalogue = openCatalogue(store);
beforeEach(store.empty);
afterAll(store.close);

const paper = (number: number): PaperId =>
  parsePaperId(`2603.${String(10_000 + number)}`) ?? expect.fail('no id');

const reader = (more: PaperId[], less: PaperId[] = []): Parameters<LoadInterests>[0][number] => ({
  preferences: defaultPreferences,
  opinions: {more, less},
});

const nothingLearned = async (readers: unknown[]) => readers.map(() => ({interest: null, owned: []}));

/** The catalogue, and which papers it was asked for each time. */
const watched = () => {
  const asked: (readonly PaperId[])[] = [];
  const watching: Pick<Catalogue, 'findAll'> = {
    findAll: ids => {
      asked.push(ids);
      return catalogue.findAll(ids);
    },
  };
  return {asked, loadInterests: openLoadInterests(watching, nothingLearned)};
};

const textOf = ({paper: {id, title, abstract, keywords, authors}}: SourceItem) => ({
  ...{id, title, abstract, keywords, authors},
});

describe('the interests of a chunk', () => {
  const items = [0, 1, 2].map(at => madeUpPaper('2026-03-12', at));
  const [first, second, third] = items.map(textOf);

  test('are what the record says, with the texts of the papers in it', async () => {
    await catalogue.storeAll(items);
    const chosen = {
      topics: ['agents'],
      avoid: ['survey'],
      authors: ['Ada Example'],
      labs: ['Orchard Lab'],
      codeHosts: ['github.com/orchard'],
      papers: 3,
      arxivShare: 50,
    };
    const preferences = {...defaultPreferences, ...chosen};
    const opinions = {more: [paper(0), paper(1)], less: [paper(2)]};
    expect(await openLoadInterests(catalogue, nothingLearned)([{preferences, opinions}], null)).toEqual([
      {...chosen, liked: [first, second], disliked: [third]},
    ]);
  });

  test('of a reader of the short form are at most five papers', async () => {
    const ofShort = (papers: number) => ({
      preferences: {...defaultPreferences, form: 'short' as const, papers},
      opinions: noOpinions,
    });
    expect(await openLoadInterests(catalogue, nothingLearned)([ofShort(15), ofShort(3)], null)).toEqual([
      {...noInterests, papers: 5, form: 'short'},
      {...noInterests, papers: 3, form: 'short'},
    ]);
  });

  test('read each paper once for all members together, and not again for the next chunk', async () => {
    await catalogue.storeAll(items);
    const {asked, loadInterests} = watched();
    const chunk = Array.from({length: 100}, () => reader([paper(0), paper(1)], [paper(2)]));
    expect(await loadInterests(chunk, null)).toHaveLength(100);
    expect(asked).toEqual([[paper(0), paper(1), paper(2)]]);
    const [interests] = await loadInterests([reader([paper(2)])], null);
    expect(interests?.liked).toEqual([third]);
    expect(asked.slice(1).flat()).toEqual([]);
  });

  test('of people who said nothing read nothing', async () => {
    const {asked, loadInterests} = watched();
    const nobody = {preferences: defaultPreferences, opinions: noOpinions};
    expect(await loadInterests([nobody, nobody], null)).toEqual([
      {...noInterests, papers: 15},
      {...noInterests, papers: 15},
    ]);
    expect(await loadInterests([], null)).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('leave out what the catalogue does not have, and have it as soon as it does', async () => {
    const loadInterests = openLoadInterests(catalogue, nothingLearned);
    expect((await loadInterests([reader([paper(0)])], null))[0]?.liked).toEqual([]);
    await catalogue.storeAll(items);
    expect((await loadInterests([reader([paper(0)])], null))[0]?.liked).toEqual([first]);
  });

  test('have the arXiv paper where the opinion names the title-only paper that gave way to it', async () => {
    const arxiv = madeUpPaper('2026-03-12', 0);
    const titleOnlyId = paperIdOfTitle(arxiv.paper.title);
    await catalogue.store({...arxiv, paper: {...arxiv.paper, id: titleOnlyId, source: 'page'}});
    await catalogue.store(arxiv);
    expect(
      (await openLoadInterests(catalogue, nothingLearned)([reader([titleOnlyId])], null))[0]?.liked,
    ).toEqual([first]);
  });
});

test('a worker that is slow to load interests keeps its chunk: nobody else gets it meanwhile', async () => {
  const newsletter = await openNewsletter();
  const {paperboy, clock} = newsletter;
  await newsletter.subscribe(3);
  const id = await newsletter.edition();
  await paperboy.sending.send(id);
  const [name] = await paperboy.stores.ledger.openChunks(id);
  if (!name) throw new Error('no chunk');
  const leaseUntil = () => newsletter.redis.hget(`test:{e:${id}}:chunk:1:${name.chunk}`, 'leaseUntil');
  const request = {name, leaseMs: LEASE_MS, workerId: 'another worker', random: () => 0.5};
  let meanwhile = '';
  const outcome = await sendChunk(
    {
      ...paperboy.stores,
      catchUpMs: 6 * HOUR,
      renderers: openRenderers({...paperboy.stores, templatesDir: null}),
      bodyBuffers: openBodyBuffers(),
      workerId: 'a slow worker',
      random: () => 0,
      loadInterests: async (readers, space) => {
        clock.advance(LEASE_MS - 1);
        const renewed = String(clock.now() + LEASE_MS);
        await expect.poll(leaseUntil, {timeout: 5 * LEASE_MS}).toBe(renewed);
        clock.advance(LEASE_MS - 1);
        meanwhile = (await paperboy.stores.ledger.claim({...request, clock})).kind;
        return paperboy.stores.loadInterests(readers, space);
      },
    },
    name,
  );
  expect(meanwhile).toBe('later');
  expect(outcome).toMatchObject({kind: 'settled', outcome: 'accepted', mails: 3});
  await newsletter.close();
});
