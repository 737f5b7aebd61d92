import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {type Desk, openDesk} from '../support/command.ts';
import {dailyItem} from '../support/paper-source.ts';
import {attested, DAY, documentOn, editionOn, noCounts, threePapersOn} from './newsroom.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

const threePapers = () => threePapersOn(desk);
const edition = () => editionOn(desk);
const document = (...args: string[]) => documentOn(desk, ...args);

describe('the JSON that other programs rely on', () => {
  test('papers import', async () => {
    const path = await threePapers();
    expect(await document('papers', 'import', path, '--date', DAY)).toEqual({
      exit: 0,
      json: {imported: 3, updated: 0, rejected: [], date: DAY},
    });
    expect(await document('papers', 'import', path, '--date', DAY)).toEqual({
      exit: 0,
      json: {imported: 0, updated: 3, rejected: [], date: DAY},
    });
  });

  test('papers rank', async () => {
    await desk.paperboy('papers', 'import', await threePapers(), '--date', DAY);
    expect(await document('papers', 'rank', '--date', DAY, '--top', '1')).toEqual({
      exit: 0,
      json: [
        {
          rank: 1,
          id: '2603.00002',
          title: 'Video generation with paper',
          score: 1,
          reasons: expect.arrayContaining(['34 upvotes']),
        },
      ],
    });
  });

  test('papers rank --for: in the order of a subscriber, with their own reasons first', async () => {
    await desk.paperboy('papers', 'import', await threePapers(), '--date', DAY);
    await desk.paperboy('subscribers', 'add', 'ada@example.org', ...attested, '--topics', 'tearing');
    const {json} = await desk.paperboy('papers', 'rank', '--date', DAY, '--for', 'ada@example.org', '--json');
    expect(json()).toMatchObject([{rank: 1, id: '2603.00003'}, {rank: 2}, {rank: 3}]);
  });

  test('papers rank --for and editions preview --for know a subscriber’s feedback; show tells', async () => {
    await edition();
    const liked = [dailyItem({id: '2602.00009', title: 'Tearing by hand'})];
    await desk.paperboy(
      ...['papers', 'import', await desk.file('liked.json', JSON.stringify(liked)), '--date', '2026-02-01'],
    );
    const readers = await desk.file(
      'readers.csv',
      'email,labs,more_like\nada@example.org,Orchard Lab,2602.00009\n',
    );
    await desk.paperboy('subscribers', 'import', readers, ...attested);
    const like = 'more like “Tearing by hand”';
    const because = `you asked for ${like}`;
    const forAda = ['--for', 'ada@example.org'];
    expect((await document('papers', 'rank', '--date', DAY, ...forAda)).json).toMatchObject([
      {id: '2603.00003', reasons: [because, '7 upvotes', expect.anything()]},
      {id: '2603.00002'},
      {id: '2603.00001'},
    ]);
    expect((await desk.paperboy('editions', 'preview', DAY, ...forAda)).out).toContain(`For you: ${like}`);
    expect((await document('subscribers', 'show', 'ada@example.org')).json).toMatchObject({
      preferences: {labs: ['Orchard Lab']},
      opinions: {more: ['2602.00009'], less: []},
    });
    expect((await desk.paperboy('subscribers', 'show', 'ada@example.org')).out).toContain(
      'follows the labs Orchard Lab\nwants more like 2602.00009\n',
    );
  });

  test('papers search', async () => {
    await desk.paperboy('papers', 'import', await threePapers(), '--date', DAY);
    const found = {
      rank: 1,
      id: '2603.00002',
      title: 'Video generation with paper',
      day: DAY,
      votes: 34,
      score: 1,
    };
    expect(await document('papers', 'search', 'video', 'generation')).toEqual({exit: 0, json: [found]});
    expect(await document('papers', 'search', 'https://arxiv.org/abs/2603.00002v3')).toEqual({
      exit: 0,
      json: [found],
    });
    expect(await document('papers', 'search', 'nothing like it')).toEqual({exit: 0, json: []});
  });

  test('papers search --top: the best of all that were found', async () => {
    await desk.paperboy('papers', 'import', await threePapers(), '--date', DAY);
    const {exit, json} = await document('papers', 'search', 'on', '--top', '1');
    expect({exit, json}).toMatchObject({exit: 0, json: [{rank: 1, score: 1}]});
    expect((await desk.paperboy('papers', 'search', 'on', '--top', '1')).err).toBe('showing 1 of 2\n');
  });

  test('subscribers import', async () => {
    const path = await desk.file('readers.csv', 'email,name\nada@example.org,Ada\nben@example.org,\n');
    expect(await document('subscribers', 'import', path, ...attested)).toEqual({
      exit: 0,
      json: {imported: 2, updated: 0, skipped: 0, rejected: []},
    });
  });

  test('subscribers export --json is one list of what the CSV has', async () => {
    expect(await document('subscribers', 'export')).toEqual({exit: 0, json: []});
    for (const name of ['ada', 'ben'])
      await desk.paperboy(
        'subscribers',
        'add',
        `${name}@example.org`,
        ...attested,
        '--topics',
        'video;folding',
        '--avoid',
        'survey',
        '--authors',
        'Ada Example;ada example',
        '--code-hosts',
        'https://github.com/Orchard/',
        '--arxiv-share',
        '25',
        '--news',
        'no',
        '--language',
        'de',
        '--paused-until',
        '2026-04-01',
      );
    expect(await document('subscribers', 'export')).toEqual({
      exit: 0,
      json: ['ada', 'ben'].map(name => ({
        email: `${name}@example.org`,
        name: null,
        timezone: 'UTC',
        hour: 8,
        frequency: 'daily',
        weekday: 1,
        topics: ['video', 'folding'],
        avoid: ['survey'],
        authors: ['Ada Example'],
        labs: [],
        codeHosts: ['github.com/orchard'],
        papers: 15,
        form: 'full',
        arxivShare: 25,
        news: false,
        language: 'de',
        pausedUntil: '2026-04-01',
        opinions: {more: [], less: []},
        library: [],
        status: 'active',
        created: expect.stringMatching(/Z$/),
        id: expect.stringMatching(/^[\w-]{11}$/),
        instance: expect.stringMatching(/^[a-z0-9]{6}$/),
      })),
    });
  });

  test('editions build, the second time too', async () => {
    await desk.paperboy('papers', 'import', await threePapers(), '--date', DAY);
    const built = await document('editions', 'build', DAY);
    expect(built).toEqual({
      exit: 0,
      json: {edition: DAY, state: 'ready', papers: 3, hash: expect.stringMatching(/^[0-9a-f]{64}$/)},
    });
    expect(await document('editions', 'build', DAY)).toEqual(built);
  });

  test('editions status, before there is any edition', async () => {
    expect(await document('editions', 'status')).toEqual({
      exit: 1,
      json: {error: 'no editions yet; run: paperboy editions build DAY'},
    });
  });

  test('editions status', async () => {
    await edition();
    await desk.paperboy('subscribers', 'add', 'ada@example.org', ...attested);
    expect(await document('editions', 'status')).toMatchObject({
      exit: 0,
      json: {
        edition: DAY,
        state: 'ready',
        reason: null,
        papers: 3,
        counts: noCounts,
        receipts: {delivered: 0, delayed: 0, bounced: 0, complained: 0},
        runs: [],
      },
    });
    const counts = {...noCounts, audience: 1, accepted: 1};
    expect(await document('editions', 'send', DAY, '--wait')).toMatchObject({
      exit: 0,
      json: {
        edition: DAY,
        state: 'done',
        reason: null,
        counts,
        runs: [
          {
            run: 1,
            startedAt: expect.stringMatching(/Z$/),
            finishedAt: expect.stringMatching(/Z$/),
            reason: 'sent by the operator',
            counts,
          },
        ],
      },
    });
  });
});
