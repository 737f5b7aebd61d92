import {createHash} from 'node:crypto';
import type {Context} from 'hono';
import {speechIn} from '../../../templates/languages/speech.ts';
import {HOUR, SECOND} from '../../clock.ts';
import {plainLine} from '../../papers/text.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import {mintToken} from '../../subscribers/tokens.ts';
import type {SentEdition} from '../../use-cases/subscribers/links/load-feed.ts';
import type {WebDeps} from '../deps.ts';
import {refuseLink, verifyOwnerLink} from '../subscription/links.ts';
import {printAtom} from './atom.ts';
import {feedAddresses} from './feed-addresses.ts';
import {type Feed, toEntry} from './feed-entries.ts';
import {printJsonFeed} from './json-feed.ts';
import {printRss} from './rss.ts';

type Format = keyof typeof feedAddresses;

export const feedFormats = Object.keys(feedAddresses) as Format[];

const printers: Record<Format, (feed: Feed) => string> = {
  rss: printRss,
  atom: printAtom,
  json: printJsonFeed,
};

/** A mail comes once a day, and a reader that asks sooner has not missed one. */
const FRESH_S = HOUR / SECOND;

/** Where a subscriber's own feed is; it ends with their epoch, and with its key. */
export const ownFeedPath = (
  {linkKeys}: Pick<WebDeps, 'linkKeys'>,
  reader: Pick<Subscriber, 'id' | 'number' | 'epoch'>,
  {key, format}: {key: string; format: Format},
): string => {
  const token = mintToken({
    ...{keys: linkKeys, scope: 'own-feed', reader, epoch: reader.epoch},
    expiresAt: null,
  });
  return `/own-feed/${token}/${key}.${format}`;
};

/**
 * `/own-feed/:token/KEY.atom`, `.rss` and `.json`: the selections that were sent to one reader. It holds no
 * address, and without its key it answers as a link that has ended.
 */
export const showOwnFeed =
  (deps: WebDeps, format: Format) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'own-feed'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const {subscriber} = link;
    const [key = ''] = (c.req.param('file') ?? '').split('.');
    const result = await deps.subscribers.ownFeed({number: subscriber.number, key});
    if (result.kind === 'none' || subscriber.state !== 'active')
      return refuseLink({deps, c, because: 'expired'});
    const feed = toOwnFeed({deps, subscriber, sent: result.sent, path: c.req.path});
    c.header('Cache-Control', `private, max-age=${FRESH_S}`);
    if (feed.changedAt !== null) c.header('Last-Modified', new Date(feed.changedAt).toUTCString());
    return c.body(printers[format](feed), 200, {
      'Content-Type': `${feedAddresses[format].mediaType}; charset=utf-8`,
    });
  };

type OwnFeed = {deps: WebDeps; subscriber: Subscriber; sent: SentEdition[]; path: string};

const toOwnFeed = ({deps, subscriber, sent, path}: OwnFeed): Feed => {
  const speech = speechIn(subscriber.preferences.language ?? deps.instanceLanguage);
  const site = {...deps, speech, askedLanguage: null};
  const whose = createHash('sha256').update(`own-feed\n${subscriber.id}`).digest('base64url').slice(0, 12);
  const entries = sent.map(({edition, selection}) => {
    const papers = selection.flatMap(({index, because}, place) => {
      const paper = edition.content.papers[index];
      return paper ? [{...paper, rank: place + 1, reasons: [...because, ...paper.reasons]}] : [];
    });
    return toEntry({site, base: deps.feedBase, edition, papers, differs: `own=${whose}`});
  });
  const name = plainLine(deps.name);
  return {
    ...{language: speech.language.code, author: name, entries},
    title: plainLine(speech.say('ownFeed.feedTitle', {name})),
    description: speech.say('ownFeed.what'),
    home: `${deps.publicUrl}/`,
    self: `${deps.publicUrl}${path}`,
    id: `${deps.feedBase}/own-feed#${whose}`,
    changedAt: entries.length === 0 ? null : Math.max(...entries.map(({at}) => at)),
  };
};
