import {describe, expect, test} from 'vitest';
import {escapeHtml} from '../../../src/mail/slots.ts';
import {atomFaults, jsonFeedFaults, rssFaults} from './feed-check/feed-faults.ts';
import {readWithFeedparser, whyNoReader} from './feed-check/independent-reader.ts';
import {printedFeed, sampleFeed, sampleFeeds} from './feed-check/sample-feeds.ts';

const noReader = whyNoReader();
if (noReader) process.stderr.write(`feeds: SKIPPED the independent reader: ${noReader}\n`);

/** It writes HTML again; what is said is the same. */
const asFeedparserWrites = (html: string): string =>
  html.replaceAll('<br>', '<br />').replaceAll('&#39;', "'");

describe.each(sampleFeeds)('a feed of $name editions, topic $topic', sample => {
  test('is Atom as RFC 4287 has it', async () => {
    expect(await atomFaults(printedFeed(sample, 'atom'))).toEqual([]);
  });

  test('is RSS 2.0 as the specification and its profile have it', () => {
    expect(rssFaults(printedFeed(sample, 'rss'))).toEqual([]);
  });

  test('is JSON Feed 1.1', () => {
    expect(jsonFeedFaults(printedFeed(sample, 'json'))).toEqual([]);
  });

  test.skipIf(noReader !== null).each(['rss', 'atom'] as const)(
    'is read by a program that is not ours as it was meant, as %s',
    format => {
      const {title, entries} = sampleFeed(sample, format);
      expect(readWithFeedparser(printedFeed(sample, format))).toMatchObject({
        trouble: '',
        version: format === 'rss' ? 'rss20' : 'atom10',
        title,
        entries: entries.map(entry => ({
          id: entry.id,
          url: entry.url,
          title: entry.title,
          summary: format === 'rss' ? asFeedparserWrites(escapeHtml(entry.summary)) : entry.summary,
          content: [asFeedparserWrites(entry.content)],
        })),
      });
    },
  );
});
