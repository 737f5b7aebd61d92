import type {Context} from 'hono';
import {hadLeftBefore, isAskedBack} from '../../subscribers/states.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import {
  type InboxScope,
  type LinkReader,
  type MailScope,
  mailScopes,
  mintToken,
  parseToken,
  type TokenScope,
} from '../../subscribers/tokens.ts';
import type {WebDeps} from '../deps.ts';
import {type Html, loneLink, notice} from '../frame/layout.ts';
import {pathTo, type Site} from '../frame/site.ts';

export type LinkResult =
  | {
      kind: 'link';
      /** Null where they are not kept here, or no more. */
      subscriber: Subscriber | null;
      epoch: number;
      expiresAt?: number;
      addressMark?: string;
    }
  | LinkRefused;

export type LinkRefused = {kind: 'refused'; because: 'forged' | 'expired'};

/** Whose link this is, by its token alone: no cookie, login or Origin is asked for. */
export const verifyLink = async ({
  deps,
  c,
  scope,
}: {
  deps: WebDeps;
  c: Context;
  scope: TokenScope;
}): Promise<LinkResult> => {
  const token = c.req.param('token') ?? '';
  const parsed = parseToken({keys: deps.linkKeys, scope, token, now: deps.clock.now()});
  if (parsed.kind === 'refused') return parsed;
  const {owner, ...rest} = parsed;
  return {...rest, kind: 'link', subscriber: await deps.subscribers.findByLink(owner)};
};

export type NumberLinkResult = {kind: 'link'; number: number | null} | LinkRefused;

/** The same where the record need not be readable: a no must always be heard. */
export const verifyNumberLink = async ({
  deps,
  c,
  scope,
}: {
  deps: WebDeps;
  c: Context;
  scope: 'unsubscribe';
}): Promise<NumberLinkResult> => {
  const token = c.req.param('token') ?? '';
  const parsed = parseToken({keys: deps.linkKeys, scope, token, now: deps.clock.now()});
  if (parsed.kind === 'refused') return parsed;
  return {kind: 'link', number: await deps.subscribers.findNumberByLink(parsed.owner)};
};

export type OwnerLink = {kind: 'link'; subscriber: Subscriber; epoch: number; expiresAt?: number};

export type OwnerLinkResult = OwnerLink | LinkRefused;

type OwnerScope = MailScope | 'confirm' | 'keep-address' | 'own-feed' | InboxScope;

/**
 * The same for a link that ends with its epoch. One from an older epoch is as good as expired, so that
 * anyone who has it from a forwarded mail, or from before the person left, can do nothing with it any more.
 */
export const verifyOwnerLink = async (request: {
  deps: WebDeps;
  c: Context;
  scope: OwnerScope;
}): Promise<OwnerLinkResult> => {
  const link = await verifyLink(request);
  if (link.kind === 'refused') return link;
  const {subscriber, epoch, expiresAt} = link;
  if (!subscriber || epoch < oldestEpoch(subscriber, request.scope))
    return {kind: 'refused', because: 'expired'};
  return {kind: 'link', subscriber, epoch, ...(expiresAt === undefined ? {} : {expiresAt})};
};

const MAIL_SCOPES: ReadonlySet<OwnerScope> = new Set<OwnerScope>(mailScopes);

/**
 * The epoch from which on a link counts. Asking again raises the epoch of a subscriber who had left. The
 * links of their mails show that only once it is confirmed: anyone with a forwarded mail could otherwise type
 * addresses into the sign-up form until the link changes, and so guess whose it is.
 */
const oldestEpoch = (subscriber: Subscriber, scope: OwnerScope): number => {
  const isAskedAnew = hadLeftBefore(subscriber) || isAskedBack(subscriber);
  return isAskedAnew && MAIL_SCOPES.has(scope) ? subscriber.epoch - 1 : subscriber.epoch;
};

export type RefuseLink = {deps: WebDeps; c: Context; because: LinkRefused['because']};

/** The page for a link that is not valid; it says the same for every subscriber. */
export const refuseLink = ({deps, c, because}: RefuseLink) =>
  because === 'expired' ? c.html(linkExpired(deps), 410) : c.html(linkNotValid(deps), 404);

const linkExpired = (site: Site): Html =>
  notice({
    site,
    title: site.speech.say('link.expired'),
    sentences: [site.speech.say('link.expiredNext')],
    next: loneLink(pathTo(site, '/'), site.speech.say('link.requestNew')),
  });

const linkNotValid = (site: Site): Html =>
  notice({
    site,
    title: site.speech.say('link.invalid'),
    sentences: [site.speech.say('link.invalidNext')],
    next: loneLink(pathTo(site, '/'), site.speech.say('frame.toFrontPage')),
  });

/** Whom a page's link is for, and what it ends with. */
export type LinkedReader = LinkReader & {epoch: number};

/** Where a subscriber changes what comes and when, or a page below. The link is good for its epoch. */
export const managePath = (deps: WebDeps, reader: LinkedReader, below = ''): string =>
  linkPath({deps, scope: 'manage', reader, epoch: reader.epoch, below});

/** Where a subscriber leaves. The link is good for ever. */
export const unsubscribePath = (deps: WebDeps, reader: LinkReader): string =>
  linkPath({deps, scope: 'unsubscribe', reader, epoch: 0});

type LinkPath = {
  deps: WebDeps;
  scope: TokenScope;
  reader: LinkReader;
  epoch: number;
  /** The rest of the path, `/library`. */
  below?: string;
};

/** A link that ends with nothing but its epoch; 0 is the epoch of one that is good for ever. */
export const linkPath = ({deps, scope, reader, epoch, below = ''}: LinkPath): string => {
  const token = mintToken({keys: deps.linkKeys, scope, reader, epoch, expiresAt: null});
  return pathTo(deps, `/${scope}/${token}${below}`);
};
