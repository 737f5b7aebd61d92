import {expect, test} from 'vitest';
import {atomFaults, jsonFeedFaults, rssFaults} from './feed-check/feed-faults.ts';
import {printedFeed} from './feed-check/sample-feeds.ts';

/** What cannot fail checks nothing: each of the checks finds a fault that is put in. */

const sample = {name: 'plain', topic: null};
const atom = printedFeed(sample, 'atom');
const rss = printedFeed(sample, 'rss');
const json = printedFeed(sample, 'json');

type Fault = [what: string, spoil: (feed: string) => string, found: RegExp];

/** Makes sure that the fault was really put in. */
const spoilt = (feed: string, spoil: (feed: string) => string): string => {
  const other = spoil(feed);
  expect(other).not.toBe(feed);
  return other;
};

test.each<Fault>([
  ['without an id', feed => feed.replace(/<id>.*<\/id>\n/, ''), /feed/],
  ['without a title', feed => feed.replace(/<title>.*<\/title>\n/, ''), /feed/],
  ['that does not say when it changed', feed => feed.replace(/<updated>.*<\/updated>\n/, ''), /feed/],
  [
    'with a date of RFC 822',
    feed => feed.replace(/<updated>.*</, '<updated>Fri, 13 Mar 2026 00:10:00 GMT<'),
    /dateTime/,
  ],
  ['with a text of no known type', feed => feed.replace('type="html"', 'type="markdown"'), /content/],
  ['with an element of RSS', feed => feed.replace('<entry>', '<entry><guid>1</guid>'), /guid/],
  ['with an odd language', feed => feed.replace('xml:lang="en"', 'xml:lang="plain English"'), /lang/],
  ['that is no XML', feed => feed.replace('</entry>', ''), /mismatch/],
  ['without an author', feed => feed.replace(/<author>.*<\/author>\n/, ''), /there is no author/],
  ['that does not name itself', feed => feed.replace('rel="self"', 'rel="via"'), /its own address/],
  ['with two pages', feed => feed.replace('rel="self"', 'rel="alternate"'), /two links of one type/],
  [
    'with one entry twice',
    feed => feed.replaceAll(/<id>[^<]*editions[^<]*</g, '<id>https://e.example.org/<'),
    /one id/,
  ],
  [
    'with a link into nowhere',
    feed => feed.replaceAll('href=&quot;https://paperboy.example.org', 'href=&quot;'),
    /leads nowhere/,
  ],
])('an Atom feed %s is found out', async (_, spoil, found) => {
  expect((await atomFaults(spoilt(atom, spoil))).join('\n')).toMatch(found);
});

test.each<Fault>([
  ['of another version', feed => feed.replace('version="2.0"', 'version="0.92"'), /version is not 2.0/],
  ['without a title', feed => feed.replace(/<title>.*<\/title>\n/, ''), /channel has no title/],
  [
    'without a description',
    feed => feed.replace(/<description>.*<\/description>\n/, ''),
    /channel has no description/,
  ],
  ['without a page', feed => feed.replace(/<link>.*<\/link>\n/, ''), /channel has 0 links/],
  ['that does not name itself', feed => feed.replace('rel="self"', 'rel="via"'), /its own address/],
  [
    'with another namespace',
    feed => feed.replace('http://www.w3.org/2005/Atom', 'http://a.example.org/'),
    /atom: is another/,
  ],
  [
    'with a namespace cut short',
    feed => feed.replace('rss/1.0/modules/content/', 'rss'),
    /content: is another/,
  ],
  [
    'with a date of RFC 3339',
    feed => feed.replace(/<pubDate>.*</, '<pubDate>2026-03-13T00:10:00Z<'),
    /no date as RFC 822/,
  ],
  [
    'with a year of two digits',
    feed => feed.replace(/<pubDate>.*</, '<pubDate>Fri, 13 Mar 26 00:10:00 GMT<'),
    /no date as RFC 822/,
  ],
  ['with the wrong weekday', feed => feed.replace(/<pubDate>Fri/, '<pubDate>Mon'), /no date as RFC 822/],
  ['without dates', feed => feed.replace(/<pubDate>.*<\/pubDate>\n/, ''), /an item has no date/],
  ['with an item without a guid', feed => feed.replace(/<guid.*<\/guid>\n/, ''), /not one guid/],
  [
    'with a guid that claims to be an address',
    feed => feed.replace(/<guid.*<\/guid>/, '<guid isPermaLink="true">1</guid>'),
    /guid is no address/,
  ],
  ['with one guid twice', feed => feed.replaceAll(/(<guid[^>]*>)[^<]*/g, '$1 1'), /one id/],
  [
    'with an item without a page',
    feed => feed.replace(/<item>([\s\S]*?)<link>.*<\/link>/, '<item>$1'),
    /item has 0 links/,
  ],
  [
    'with an element in a description',
    feed => feed.replace('<description>', '<description>&lt;sks&gt;'),
    /has an element/,
  ],
  [
    'with a bare & in a description',
    feed => feed.replace('<description>', '<description>r&amp;d '),
    /begins nothing/,
  ],
  [
    'with &amp; in a title',
    feed => feed.replace('<title>Paperboy &#x26;', '<title>Paperboy &amp;'),
    /take HTML for it/,
  ],
  [
    'with the text before the description',
    feed =>
      feed.replace(
        /(<description>\d.*<\/description>)\n(<content:encoded>[\s\S]*?<\/content:encoded>)/,
        '$2\n$1',
      ),
    /before the description/,
  ],
  [
    'with a link into nowhere',
    feed => feed.replaceAll('href=&quot;https://paperboy.example.org', 'href=&quot;'),
    /leads nowhere/,
  ],
])('an RSS feed %s is found out', (_, spoil, found) => {
  expect(rssFaults(spoilt(rss, spoil)).join('\n')).toMatch(found);
});

test.each<Fault>([
  ['of version 1', feed => feed.replace('version/1.1', 'version/1'), /version/],
  ['without a title', feed => feed.replace(/"title":"[^"]*",/, ''), /title/],
  ['without items', feed => feed.replace('"items"', '"_items"'), /items/],
  ['with a number for an id', feed => feed.replace(/"id":"[^"]*"/, '"id":1'), /items\/0\/id/],
  ['with an item without a text', feed => feed.replace('"content_html"', '"_html"'), /content/],
  [
    'with a date of RFC 822',
    feed => feed.replace(/"date_published":"[^"]*"/, '"date_published":"Fri, 13 Mar 2026"'),
    /date/,
  ],
  [
    'with an address that is none',
    feed => feed.replace(/"feed_url":"[^"]*"/, '"feed_url":"/feed.json"'),
    /feed_url/,
  ],
  [
    'with an author of version 1',
    feed => feed.replace('"authors":[{"name"', '"author":[{"name"'),
    /additional/,
  ],
  ['with one id twice', feed => feed.replaceAll(/"id":"[^"]*"/g, '"id":"1"'), /one id/],
])('a JSON feed %s is found out', (_, spoil, found) => {
  expect(jsonFeedFaults(spoilt(json, spoil)).join('\n')).toMatch(found);
});
