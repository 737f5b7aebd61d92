import {hashContent} from '../../../../src/editions/compose.ts';
import type {Edition, EditionPaper} from '../../../../src/editions/edition.ts';
import {dailyEdition} from '../../../../src/editions/edition-id.ts';
import {printAtom} from '../../../../src/web/feeds/atom.ts';
import {feedAddresses} from '../../../../src/web/feeds/feed-addresses.ts';
import {type Feed, toFeed} from '../../../../src/web/feeds/feed-entries.ts';
import {printJsonFeed} from '../../../../src/web/feeds/json-feed.ts';
import {printRss} from '../../../../src/web/feeds/rss.ts';
import {speechIn} from '../../../../templates/languages/speech.ts';
import {hostileTexts, samplePaper} from '../../../mail/sample-edition.ts';
import {reasonsIn} from '../../../support/texts/reasons.ts';

const editionOf = (day: string, papers: EditionPaper[], note?: string): Edition => {
  const content = {id: dailyEdition(day), ...(note === undefined ? {} : {note}), papers};
  return {content, hash: hashContent(content), builtAt: Date.parse(`${day}T00:10:00Z`)};
};

const papersOf = (...texts: string[]): EditionPaper[] =>
  texts.map((text, place) =>
    samplePaper(place + 1, {
      title: text,
      abstract: text,
      authors: [text, 'Ada Example'],
      organisation: text,
      keywords: ['folding'],
      reasons: reasonsIn(text),
    }),
  );

const texts = Object.values(hostileTexts);

/** Editions for feeds, by what is in them. */
const editions: Record<string, Edition[]> = {
  plain: ['2026-03-13', '2026-03-12', '2026-03-11'].map(day =>
    editionOf(day, papersOf('Of folding', 'Of newspapers & mornings'), 'Good morning.'),
  ),
  hostile: [
    editionOf('2026-03-13', papersOf(...texts), texts.join('\n')),
    ...texts.map((text, place) => editionOf(`2026-02-${10 + place}`, papersOf(text))),
  ],
  'right to left': [
    editionOf('2026-03-12', papersOf('נייר: איך לקפל עיתון בבוקר', 'كيف تطوى الجريدة في الصباح'), 'בוקר טוב'),
  ],
  'without a paper': [],
};

export type Format = keyof typeof feedAddresses;

const printers: Record<Format, (feed: Feed) => string> = {
  rss: printRss,
  atom: printAtom,
  json: printJsonFeed,
};

/** What feeds are checked with: what is in them, and of which topic. */
export const sampleFeeds = Object.keys(editions).flatMap(name =>
  [null, 'folding', 'r&d <agents> “עיתון”'].map(topic => ({name, topic})),
);

export type SampleFeed = (typeof sampleFeeds)[number];

/** A feed as it is before it is printed. */
export const sampleFeed = ({name, topic}: SampleFeed, format: Format = 'rss'): Feed =>
  toFeed({
    site: {
      speech: speechIn('en'),
      askedLanguage: null,
      name: 'Paperboy & <Sons>',
      publicUrl: 'https://paperboy.example.org',
    },
    base: 'tag:paperboy.example.org,2026-03-01:i7k2mn',
    editions: editions[name] ?? [],
    topic,
    path: feedAddresses[format].path,
  });

/** A feed as it is served. */
export const printedFeed = (sample: SampleFeed, format: Format): string =>
  printers[format](sampleFeed(sample, format));
