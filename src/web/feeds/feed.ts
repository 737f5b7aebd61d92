import type {Context} from 'hono';
import {findLanguage} from '../../../templates/languages/languages.ts';
import {speechIn} from '../../../templates/languages/speech.ts';
import {MINUTE, SECOND} from '../../clock.ts';
import {foldTopic} from '../../subscribers/preferences.ts';
import type {WebDeps} from '../deps.ts';
import {notice} from '../frame/layout.ts';
import {printAtom} from './atom.ts';
import {feedAddresses} from './feed-addresses.ts';
import {type Feed, toFeed} from './feed-entries.ts';
import {printJsonFeed} from './json-feed.ts';
import {newestEditions} from './newest-editions.ts';
import {printRss} from './rss.ts';

/** A longer one is no topic of a subscriber either. */
const MAX_TOPIC_LENGTH = 60;

/** Editions come once a day, and a reader that asks sooner has not missed one. */
const FRESH_S = (15 * MINUTE) / SECOND;

const printers: Record<keyof typeof feedAddresses, (feed: Feed) => string> = {
  rss: printRss,
  atom: printAtom,
  json: printJsonFeed,
};

/**
 * `/feed.xml`, `/feed.atom`, `/feed.json`: the newest daily editions; with `?topic=agents` what they have
 * about it. 400 for what cannot be a topic.
 */
export const showFeed =
  (deps: WebDeps, format: keyof typeof feedAddresses) =>
  async (c: Context): Promise<Response> => {
    const site = feedDeps(deps, c);
    const topic = foldTopic(c.req.query('topic') ?? '');
    if (topic.length > MAX_TOPIC_LENGTH) return refuseTopic(site, c);
    const {path, mediaType} = feedAddresses[format];
    const editions = await newestEditions(deps);
    const feed = toFeed({
      site,
      base: deps.feedBase,
      editions,
      topic: topic === '' ? null : topic,
      path,
    });
    c.header('Cache-Control', `public, max-age=${FRESH_S}`);
    if (feed.changedAt !== null) c.header('Last-Modified', new Date(feed.changedAt).toUTCString());
    return c.body(printers[format](feed), 200, {'Content-Type': `${mediaType}; charset=utf-8`});
  };

/** Caches keep a feed for everybody: it is in the language that its address asks for, else in the site's. */
const feedDeps = (deps: WebDeps, c: Context): WebDeps => {
  const asked = findLanguage((c.req.query('lang') ?? '').slice(0, 40));
  return asked === null ? deps : {...deps, speech: speechIn(asked), askedLanguage: asked};
};

const refuseTopic = (deps: WebDeps, c: Context) =>
  c.html(
    notice({
      site: deps,
      title: deps.speech.say('feeds.notTopic'),
      sentences: [deps.speech.say('feeds.topicTooLong', {n: MAX_TOPIC_LENGTH})],
    }),
    400,
  );
