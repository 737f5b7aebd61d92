import fc from 'fast-check';
import {XMLParser, XMLValidator} from 'fast-xml-parser';
import {expect, test} from 'vitest';
import {z} from 'zod';
import {hashContent} from '../../../src/editions/compose.ts';
import type {Edition, EditionPaper} from '../../../src/editions/edition.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {parsePaperId} from '../../../src/papers/paper-id.ts';
import {readReason} from '../../../src/ranking/reasons/earlier-reasons.ts';
import {foldTopic} from '../../../src/subscribers/preferences.ts';
import {printAtom} from '../../../src/web/feeds/atom.ts';
import {toFeed} from '../../../src/web/feeds/feed-entries.ts';
import {printJsonFeed} from '../../../src/web/feeds/json-feed.ts';
import {printRss} from '../../../src/web/feeds/rss.ts';
import {speechIn} from '../../../templates/languages/speech.ts';
import {anyText} from '../../support/texts/any-text.ts';
import {reasonsIn} from '../../support/texts/reasons.ts';

const id = parsePaperId('2603.10001');
if (id === null) throw new Error('no id');

const BUILT_AT = Date.UTC(2026, 2, 13, 0, 10);

const editionOf = (papers: EditionPaper[], note = ''): Edition => {
  const content = {id: dailyEdition('2026-03-12'), note, papers};
  return {content, hash: hashContent(content), builtAt: BUILT_AT};
};

type Parts = {name?: string; topic?: string | null; note?: string; paper?: Partial<EditionPaper>};

const feedOf = ({name = 'Paperboy', topic = null, note, paper = {}}: Parts) =>
  toFeed({
    site: {speech: speechIn('en'), askedLanguage: null, name, publicUrl: 'https://paperboy.example.org'},
    base: 'tag:paperboy.example.org,2026-03-01:i7k2mn',
    topic,
    path: '/feed.xml',
    editions: [
      editionOf(
        [
          {
            id,
            rank: 1,
            title: 'A title',
            authors: [],
            otherAuthors: 0,
            organisation: null,
            summary: '',
            abstract: '',
            keywords: topic === null ? [] : [topic],
            links: {page: null, pdf: null, code: null, project: null},
            votes: null,
            comments: null,
            reasons: [],
            ...paper,
          },
        ],
        note,
      ),
    ],
  });

/** What XML 1.0 allows (section 2.2), of the characters of a JavaScript string read as code points. */
const allowed = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;

const parser = new XMLParser({
  // Numbered entities too, not HTML's names alone.
  htmlEntities: true,
  parseTagValue: false,
  trimValues: false,
  ignoreAttributes: false,
  isArray: tag => tag === 'item' || tag === 'entry',
});

const rss = z.object({
  rss: z.object({
    channel: z.object({
      title: z.string(),
      item: z.array(
        z.object({title: z.string(), description: z.string(), 'content:encoded': z.string()}).loose(),
      ),
    }),
  }),
});
const atom = z.object({
  feed: z.object({
    title: z.string(),
    entry: z.array(z.object({title: z.string(), content: z.object({'#text': z.string()})}).loose()),
  }),
});

const nasty = fc.constantFrom(
  ']]>',
  '<![CDATA[',
  '<script>alert(1)</script>',
  '&amp;',
  '&#0;',
  '<!--',
  '<?xml',
  '\u0000',
  '\u0008',
  '\u001b',
  '\ud800',
  '\udc00x',
  '\ufffe',
  '\u202e',
  '\u2028',
  '"\'>',
  '{{unsubscribe_url}} $& %',
  'שלום',
  '😀',
);
const hostile = fc
  .array(fc.oneof(nasty, anyText({maxLength: 12}), fc.string({maxLength: 12})), {
    maxLength: 8,
  })
  .map(parts => parts.join(''));

const hostileParts: fc.Arbitrary<Parts> = fc.record({
  name: hostile,
  topic: fc.oneof(
    fc.constant(null),
    hostile.map(text => foldTopic(`agents ${text}`)),
  ),
  note: hostile,
  paper: fc.record({
    title: hostile,
    authors: fc.array(hostile, {maxLength: 3}),
    organisation: fc.oneof(fc.constant(null), hostile),
    summary: hostile,
    abstract: hostile,
    reasons: fc.array(hostile.map(readReason), {maxLength: 3}),
    links: fc.record({
      page: fc.oneof(
        fc.constant('https://arxiv.org/abs/2603.10001'),
        hostile.map(text => `https://e.example.org/${text}`),
      ),
      pdf: hostile,
      code: fc.constant(null),
      project: fc.constant(null),
    }),
  }),
});

test('whatever a paper, note, topic or name is, RSS and Atom are XML that says the same', () => {
  fc.assert(
    fc.property(hostileParts, parts => {
      const feed = feedOf(parts);
      const printed = {rss: printRss(feed), atom: printAtom(feed)};
      for (const xml of Object.values(printed)) {
        expect(XMLValidator.validate(xml)).toBe(true);
        expect(xml).toMatch(allowed);
        expect(xml).not.toContain(']]>');
      }
      const {channel} = rss.parse(parser.parse(printed.rss)).rss;
      const read = atom.parse(parser.parse(printed.atom)).feed;
      expect(channel.title).toBe(feed.title);
      expect(read.title).toBe(feed.title);
      const wanted = feed.entries.map(({title, content}) => ({title, content}));
      expect(channel.item.map(item => ({title: item.title, content: item['content:encoded']}))).toEqual(
        wanted,
      );
      expect(read.entry.map(entry => ({title: entry.title, content: entry.content['#text']}))).toEqual(
        wanted,
      );
    }),
    {numRuns: 500},
  );
});

test('the HTML of an entry has no element, attribute or comment that a paper wrote', () => {
  fc.assert(
    fc.property(hostileParts, parts => {
      const html = feedOf(parts)
        .entries.map(({content}) => content)
        .join('');
      const tags = html.match(/<[^>]*>/g) ?? [];
      const ours = /^<(\/?(h3|p|a)|p dir="auto"|h3 dir="auto"|br|a href="https:\/\/[!#-;=?-~]+")>$/;
      expect(tags.filter(tag => !ours.test(tag))).toEqual([]);
      expect(html.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/);
    }),
    {numRuns: 500},
  );
});

/**
 * An escape of half a letter or a control; a backslash that is itself escaped, and what follows it, is plain
 * text.
 */
const ESCAPED_HALF = /(?<!\\)(?:\\\\)*\\u(?:d[89a-f]|000[0-8])/i;

test('the JSON feed is JSON that says the same, without half letters', () => {
  fc.assert(
    fc.property(hostileParts, parts => {
      const feed = feedOf(parts);
      const printed = printJsonFeed(feed);
      expect(JSON.parse(printed)).toMatchObject({
        title: feed.title,
        items: feed.entries.map(({title, content}) => ({title, content_html: content})),
      });
      expect(printed).not.toMatch(ESCAPED_HALF);
    }),
    {numRuns: 200},
  );
});

test('a link that no browser would leave as it is, is no link', () => {
  const links = {page: 'https://exa mple.org/"', pdf: 'https://user@example.org/', code: null, project: null};
  expect(feedOf({paper: {links}}).entries[0]?.content).toContain(
    '<h3 dir="auto">1. <a href="https://paperboy.example.org/papers/2603.10001">A title</a></h3>',
  );
});

test('an abstract longer than any real one is cut at a word', () => {
  const [entry] = feedOf({paper: {abstract: 'word '.repeat(4_000)}}).entries;
  expect(entry?.content).toMatch(/word…<\/p>/);
  expect(entry?.content.length).toBeLessThan(5_000);
});

test('votes are told once, whether a reason names them or not', () => {
  const told = (reasons: string[]) =>
    feedOf({paper: {votes: 34, reasons: reasonsIn(...reasons)}}).entries[0]?.content ?? '';
  expect(told(['34 upvotes', '3rd most upvoted of the day'])).toContain(
    '<p>34 upvotes · 3rd most upvoted of the day</p>',
  );
  expect(told(['editor’s pick'])).toContain('<p>34 upvotes · editor’s pick</p>');
});

test('a feed without an entry is still a feed', () => {
  const empty = toFeed({
    site: {
      speech: speechIn('en'),
      askedLanguage: null,
      name: 'Paperboy',
      publicUrl: 'https://paperboy.example.org',
    },
    base: 'tag:paperboy.example.org,2026-03-01:i7k2mn',
    topic: 'agents',
    path: '/feed.atom',
    editions: [],
  });
  expect(XMLValidator.validate(printRss(empty))).toBe(true);
  expect(printRss(empty)).not.toContain('lastBuildDate');
  expect(printAtom(empty)).toContain('<updated>1970-01-01T00:00:00.000Z</updated>');
  expect(JSON.parse(printJsonFeed(empty))).toMatchObject({items: []});
});
