import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {EditionId} from '../../src/editions/edition.ts';
import {dailyEdition} from '../../src/editions/edition-id.ts';
import type {Editions} from '../../src/editions/edition-store.ts';
import {openRenderers} from '../../src/mail/body/renderers.ts';
import {compileForLetterhead, createRenderer, type EditionRenderer} from '../../src/mail/edition-renderer.ts';
import type {Letterhead} from '../../src/mail/mail.ts';
import {noInterests} from '../../src/ranking/interests.ts';
import {letterhead, sampleEdition, samplePapers, selectionOf} from './sample-edition.ts';

const content = sampleEdition(samplePapers(20));
const compileFor = async (from: Letterhead) => {
  const outcome = await compileForLetterhead({content, letterhead: from, templatesDir: null});
  if (outcome.kind === 'refused') throw new Error(outcome.reason);
  return outcome;
};
const compiled = await compileFor(letterhead);
const renderer = createRenderer({content, json: compiled.json});

const emailFor = (number: number) => ({
  name: {edition: content.id, run: 2, chunk: '42.1'},
  instanceId: 'i7k2mn',
  number,
  address: `reader-${number}@example.org`,
  selection: selectionOf(3, 1),
  unsubscribeToken: `leave-${number}`,
  manageToken: `manage-${number}`,
  opinionToken: `opinion-${number}`,
});

/** As it was frozen while news stood before the papers, and its heading in the top. */
const withNewsOnTop = (json: string): string => {
  const stored = JSON.parse(json);
  for (const part of [stored.fragments.html, stored.fragments.text]) {
    const {head, ...news} = part.news;
    expect(head).toHaveLength(1);
    Object.assign(part, {top: [...part.top, '?news', head[0], '/news', ''], news});
  }
  return JSON.stringify(stored);
};

describe('an edition renderer', () => {
  test.each([
    ['of now tells news below the first three papers', compiled.json, 3],
    ['that an older version froze tells it where it did then', withNewsOnTop(compiled.json), 0],
  ])('%s', (_, json, papersBefore) => {
    const opened = createRenderer({content, json});
    const [paper] = content.papers;
    if (!paper) throw new Error('the edition has no paper');
    const line = {kind: 'version' as const, paper: paper.id, title: 'A folded map', version: 3};
    const told = opened.render({...emailFor(1), news: {lines: [line], more: 2}});
    for (const part of [told.html, told.text]) {
      const [before = '', after = ''] = part.split(/news of your papers/i);
      expect(after).toContain('version 3');
      expect(after).toContain('More news: 2');
      expect(content.papers.filter(({title}) => before.includes(title))).toHaveLength(
        Math.min(papersBefore, emailFor(1).selection.length),
      );
    }
    const {html, text} = opened.render(emailFor(1));
    expect(html + text).not.toMatch(/news of your papers|More news/i);
  });

  test('gives the same bytes for the same copy, in every process', () => {
    const elsewhere = createRenderer({content: structuredClone(content), json: compiled.json});
    fc.assert(
      fc.property(fc.integer({min: 1, max: 1e9}), number => {
        expect(elsewhere.render(emailFor(number))).toEqual(renderer.render(emailFor(number)));
      }),
      {numRuns: 20},
    );
  });

  test('lays out readers of several languages, each in theirs, and the same after a crash', async () => {
    const codes = ['ar', 'ja', 'de'] as const;
    const stored = await Promise.all(codes.map(language => compileFor({...letterhead, language})));
    const open = () => {
      const opened = createRenderer({content, json: compiled.json});
      for (const [at, code] of codes.entries()) opened.learn(code, stored[at]?.json ?? '');
      return opened;
    };
    const emails = [undefined, ...codes, undefined].map((language, at) => ({...emailFor(at + 1), language}));
    const bodyOf = (opened: EditionRenderer) => {
      const body = opened.layOut(emails);
      const buffer = Buffer.alloc(body.bytes);
      body.writeInto(buffer);
      return buffer.toString();
    };
    const body = bodyOf(open());
    expect(bodyOf(open())).toBe(body);
    const mails: {html: string}[] = JSON.parse(body);
    expect(mails.map(({html}) => /<html[^>]* lang="([\w-]+)"/.exec(html)?.[1])).toEqual([
      'en',
      ...codes,
      'en',
    ]);
    expect(mails.map(({html}) => html)).toEqual(emails.map(email => open().render(email).html));
  });

  test('prints a mail of the letterhead with the links and tags of its reader', () => {
    const mail = renderer.render(emailFor(7));
    expect(mail).toMatchObject({
      from: letterhead.from,
      to: 'reader-7@example.org',
      replyTo: letterhead.replyTo,
      tags: {edition: '2026-03-12', run: '2', chunk: '42_1', subscriber: '7', instance: 'i7k2mn'},
    });
    expect(mail.headers['List-Unsubscribe']).toBe('<https://paperboy.example.org/unsubscribe/leave-7>');
    for (const body of [mail.html, mail.text]) {
      expect(body).toContain('https://paperboy.example.org/unsubscribe/leave-7');
      expect(body).toContain('https://paperboy.example.org/manage/manage-7');
      expect(body).toContain('Sample4:');
      expect(body).not.toContain('Sample1:');
    }
    expect(mail.text.indexOf('Sample4:')).toBeLessThan(mail.text.indexOf('Sample2:'));
  });

  test('chooses by the interests of the reader from the papers of the edition', () => {
    expect(renderer.select({...noInterests, papers: 2, topics: ['sample7']}).map(({index}) => index)).toEqual(
      [6, 0],
    );
    expect(renderer.select({...noInterests, papers: 15})).toHaveLength(15);
  });
});

test('another letterhead is another variant, and the same one always the same', async () => {
  expect((await compileFor(letterhead)).hash).toBe(compiled.hash);
  const moved = await compileFor({...letterhead, publicUrl: 'https://moved.example.org'});
  expect(moved.hash).not.toBe(compiled.hash);
  expect(
    createRenderer({content, json: moved.json}).render(emailFor(1)).headers['List-Unsubscribe'],
  ).toContain('moved.example.org');
});

describe('the renderers of a process', () => {
  /** A store that counts how often it is asked. */
  const countingStore = (found: (id: EditionId) => boolean = () => true) => {
    const asked: string[] = [];
    const store: Pick<Editions, 'find' | 'compiled' | 'keepCompiled'> = {
      find: async id => {
        asked.push(id);
        return found(id) ? {content: {...content, id}, hash: 'h', builtAt: 0} : null;
      },
      compiled: async () => compiled.json,
      keepCompiled: async () => undefined,
    };
    return {
      asked,
      renderers: openRenderers({
        editions: store,
        spaces: {find: async () => null},
        templatesDir: null,
      }),
    };
  };

  test('are set up once for each edition, however many chunks ask at once', async () => {
    const {asked, renderers} = countingStore();
    const ready = await Promise.all(Array.from({length: 50}, () => renderers(content.id, compiled.hash)));
    expect(new Set<EditionRenderer>(ready).size).toBe(1);
    expect(asked).toEqual([content.id]);
  });

  test('are no more than a few at a time, whatever the number of editions', async () => {
    const {asked, renderers} = countingStore();
    const days = Array.from({length: 9}, (_, at) => dailyEdition(`2026-03-0${at + 1}`));
    for (const day of days) await renderers(day, compiled.hash);
    expect(asked).toHaveLength(9);
    await renderers(dailyEdition('2026-03-09'), compiled.hash);
    expect(asked).toHaveLength(9);
    await renderers(dailyEdition('2026-03-01'), compiled.hash);
    expect(asked).toHaveLength(10);
  });

  test('that could not be set up are tried again', async () => {
    let isThere = false;
    const {renderers} = countingStore(() => isThere);
    await expect(renderers(content.id, compiled.hash)).rejects.toThrow('gone from Redis');
    isThere = true;
    expect((await renderers(content.id, compiled.hash)).render(emailFor(1)).to).toBe('reader-1@example.org');
  });
});
