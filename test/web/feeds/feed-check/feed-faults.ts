import {readFile} from 'node:fs/promises';
import {Ajv} from 'ajv';
import addFormats from 'ajv-formats';
import {XMLParser} from 'fast-xml-parser';
import {validateXML} from 'xmllint-wasm';
import {z} from 'zod';
import {jsonFeedSchema} from './json-feed-schema.ts';

/** What a feed has in common whatever its format, read back from it. */
type Entries = {id: string; url: string; html: string}[];

/**
 * What must be so in every format: an entry is known by its id, and a reader shows it where our addresses
 * mean nothing.
 */
const entryFaults = (entries: Entries): string[] => [
  ...(new Set(entries.map(({id}) => id)).size === entries.length ? [] : ['two entries have one id']),
  ...entries.flatMap(({url, html}) =>
    [url, ...[...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, address = '']) => address)]
      .filter(address => !/^https?:\/\/[^/]/.test(address))
      .map(address => `"${address}" leads nowhere outside our pages`),
  ),
];

const parser = new XMLParser({
  htmlEntities: true,
  parseTagValue: false,
  trimValues: false,
  ignoreAttributes: false,
  isArray: tag => ['item', 'entry', 'link', 'atom:link', 'guid', 'author'].includes(tag),
});

const atomLink = z.looseObject({'@_rel': z.string().optional(), '@_href': z.string()});
const atomEntry = z.looseObject({
  id: z.string(),
  author: z.array(z.unknown()).default([]),
  link: z.array(atomLink).default([]),
  content: z.looseObject({'#text': z.string().default('')}).optional(),
  summary: z.unknown(),
});
const atomFeed = z.object({
  feed: z.looseObject({
    author: z.array(z.unknown()).default([]),
    link: z.array(atomLink).default([]),
    entry: z.array(atomEntry).default([]),
  }),
});

/**
 * What of an Atom feed breaks RFC 4287: its grammar (appendix B), and what sections 4.1.1 to 4.2.7 say beside
 * it.
 */
export const atomFaults = async (xml: string): Promise<string[]> => {
  const grammar = await readFile(new URL('atom.rng', import.meta.url), 'utf8');
  const {errors} = await validateXML({
    xml: [{fileName: 'feed.atom', contents: xml}],
    schema: [{fileName: 'atom.rng', contents: grammar}],
    extension: 'relaxng',
  });
  if (errors.length > 0) return errors.map(({rawMessage}) => rawMessage);
  const {feed} = atomFeed.parse(parser.parse(xml));
  return [
    ...(feed.author.length > 0 || feed.entry.every(({author}) => author.length > 0)
      ? []
      : ['there is no author']),
    ...[feed, ...feed.entry].flatMap(({link}) => linkFaults(link)),
    ...(feed.link.some(link => link['@_rel'] === 'self') ? [] : ['the feed does not name its own address']),
    ...entryFaults(
      feed.entry.map(({id, link, content}) => ({
        id,
        url: link.find(one => (one['@_rel'] ?? 'alternate') === 'alternate')?.['@_href'] ?? '',
        html: content?.['#text'] ?? '',
      })),
    ),
  ];
};

const linkFaults = (links: z.infer<typeof atomLink>[]): string[] => {
  const pages = links.filter(link => (link['@_rel'] ?? 'alternate') === 'alternate');
  return pages.length > 1 ? ['two links of one type lead to the same page as alternates'] : [];
};

const ajv = new Ajv({allErrors: true});
addFormats.default(ajv);
const isJsonFeed = ajv.compile(jsonFeedSchema);
const jsonFeed = z.object({
  items: z.array(
    z.object({id: z.string(), url: z.string().default(''), content_html: z.string().default('')}),
  ),
});

/** What of a JSON Feed breaks version 1.1. */
export const jsonFeedFaults = (text: string): string[] => {
  const feed: unknown = JSON.parse(text);
  if (!isJsonFeed(feed))
    return (isJsonFeed.errors ?? []).map(({instancePath, message}) => `${instancePath} ${message}`);
  return entryFaults(
    jsonFeed.parse(feed).items.map(({id, url, content_html}) => ({id, url, html: content_html})),
  );
};

const rssItem = z.looseObject({
  title: z.string().optional(),
  link: z.array(z.string()).default([]),
  description: z.string().optional(),
  guid: z
    .array(z.looseObject({'#text': z.string().default(''), '@_isPermaLink': z.string().optional()}))
    .default([]),
  pubDate: z.string().optional(),
  'content:encoded': z.string().optional(),
});
const rssChannel = z.looseObject({
  title: z.string().optional(),
  link: z.array(z.string()).default([]),
  description: z.string().optional(),
  pubDate: z.string().optional(),
  lastBuildDate: z.string().optional(),
  'atom:link': z
    .array(z.looseObject({'@_rel': z.string(), '@_href': z.string(), '@_type': z.string()}))
    .default([]),
  item: z.array(rssItem).default([]),
});
const rssFeed = z.object({
  rss: z.looseObject({
    '@_version': z.string().optional(),
    '@_xmlns:atom': z.string().optional(),
    '@_xmlns:content': z.string().optional(),
    channel: rssChannel,
  }),
});

/**
 * What of an RSS feed breaks RSS 2.0 or the RSS Advisory Board's best-practices profile
 * (rssboard.org/rss-profile).
 */
export const rssFaults = (xml: string): string[] => {
  const reading = rssFeed.safeParse(parser.parse(xml));
  if (!reading.success) return reading.error.issues.map(({path, message}) => `${path.join('/')}: ${message}`);
  const {channel, ...root} = reading.data.rss;
  return [
    ...(root['@_version'] === '2.0' ? [] : ['the version is not 2.0']),
    ...(root['@_xmlns:atom'] === 'http://www.w3.org/2005/Atom' ? [] : ['atom: is another namespace']),
    ...(root['@_xmlns:content'] === 'http://purl.org/rss/1.0/modules/content/'
      ? []
      : ['content: is another namespace']),
    ...channelFaults(channel),
    ...channel.item.flatMap(itemFaults),
    ...titleFaults(xml),
    ...orderFaults(xml),
    ...entryFaults(
      channel.item.map(({guid, link, 'content:encoded': html = ''}) => ({
        id: guid[0]?.['#text'] ?? '',
        url: link[0] ?? '',
        html,
      })),
    ),
  ];
};

const channelFaults = (channel: z.infer<typeof rssChannel>): string[] => [
  ...(channel.title ? [] : ['the channel has no title']),
  ...(channel.description ? [] : ['the channel has no description']),
  ...(channel.link.length === 1 ? [] : [`the channel has ${channel.link.length} links`]),
  ...[channel.pubDate, channel.lastBuildDate].flatMap(dateFaults),
  ...htmlFaults(channel.description),
  ...(channel['atom:link'].some(
    link =>
      link['@_rel'] === 'self' && link['@_type'] === 'application/rss+xml' && /^https?:/.test(link['@_href']),
  )
    ? []
    : ['the channel does not name its own address']),
];

const itemFaults = (item: z.infer<typeof rssItem>): string[] => {
  const [guid] = item.guid;
  return [
    ...(item.title || item.description ? [] : ['an item has neither title nor description']),
    ...(item.link.length === 1 ? [] : [`an item has ${item.link.length} links`]),
    ...(item.guid.length === 1 && guid?.['#text'] ? [] : ['an item has not one guid']),
    ...(guid?.['@_isPermaLink'] === 'false' || /^https?:/.test(guid?.['#text'] ?? '')
      ? []
      : ['a guid is no address']),
    ...(item.pubDate === undefined ? ['an item has no date'] : dateFaults(item.pubDate)),
    ...htmlFaults(item.description),
  ];
};

const RFC_822 = new RegExp(
  '^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4} ' +
    '[0-9]{2}:[0-9]{2}:[0-9]{2} (GMT|[+-][0-9]{4})$',
);

const dateFaults = (date: string | undefined): string[] => {
  if (date === undefined) return [];
  const at = Date.parse(date);
  const isRight =
    RFC_822.test(date) && !Number.isNaN(at) && new Date(at).toUTCString().startsWith(date.slice(0, 3));
  return isRight ? [] : [`"${date}" is no date as RFC 822 has it, with a year of four digits`];
};

/** A description is read as HTML, so a `<` of plain text in it begins an element that nobody meant. */
const htmlFaults = (description = ''): string[] => [
  ...(description.includes('<') ? ['a description has an element'] : []),
  ...(/&(?!(?:#\d+|#x[0-9a-f]+|\w+);)/i.test(description)
    ? ['a description has an & that begins nothing']
    : []),
];

/**
 * Titles are plain text; the form of `&` and `<` that most readers take for it is the hexadecimal reference.
 */
const titleFaults = (xml: string): string[] =>
  [...xml.matchAll(/<title>([^<]*)<\/title>/g)].some(([, title = '']) =>
    /&(?!#x(?:26|3C);)(?:amp|lt);/.test(title),
  )
    ? ['a title has &amp; or &lt; where many readers take HTML for it']
    : [];

/** A reader that takes the last of two texts shall take the whole one. */
const orderFaults = (xml: string): string[] =>
  /<content:encoded>[^<]*<\/content:encoded>\s*<description>/.test(xml)
    ? ['the text stands before the description']
    : [];
