import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import {mintToken, type ParsedToken, parseToken, type TokenScope} from '../../subscribers/tokens.ts';
import type {WebDeps} from '../deps.ts';
import {type Html, notice} from '../frame/layout.ts';
import {pathTo, type Site} from '../frame/site.ts';

export type LinkResult =
  | ({kind: 'link'} & Omit<Extract<ParsedToken, {kind: 'token'}>, 'kind'>)
  | {kind: 'refused'; because: 'forged' | 'expired'};

/** Whose link this is, by its token alone: no cookie, login or Origin is asked for. */
export const verifyLink = ({deps, c, scope}: {deps: WebDeps; c: Context; scope: TokenScope}): LinkResult => {
  const reading = parseToken({
    secrets: deps.tokenSecrets,
    scope,
    token: c.req.param('token') ?? '',
    now: deps.clock.now(),
  });
  if (reading.kind === 'refused') return {kind: 'refused', because: reading.because};
  return {...reading, kind: 'link'};
};

export type OwnerLinkResult =
  | {kind: 'link'; subscriber: Subscriber; epoch: number}
  | {kind: 'refused'; because: 'forged' | 'expired'};

/**
 * The same for a link that ends with its epoch. One from an older epoch is as good as expired, so that
 * anyone who has it from a forwarded mail, or from before the person left, can do nothing with it any more.
 */
export const verifyOwnerLink = async (request: {
  deps: WebDeps;
  c: Context;
  scope: 'confirm' | 'manage' | 'opinion' | 'suggest';
}): Promise<OwnerLinkResult> => {
  const link = verifyLink(request);
  if (link.kind === 'refused') return link;
  const subscriber = await findByNumber(request.deps, link.number);
  if (!subscriber || link.epoch < subscriber.epoch) return {kind: 'refused', because: 'expired'};
  return {kind: 'link', subscriber, epoch: link.epoch};
};

/** The subscriber of a number, or null when there is none (any more). */
export const findByNumber = (deps: WebDeps, number: number): Promise<Subscriber | null> =>
  deps.subscribers.load(number);

export type RefuseLink = {deps: WebDeps; c: Context; because: 'forged' | 'expired'};

/** The page for a link that is not valid; it says the same for every subscriber. */
export const refuseLink = ({deps, c, because}: RefuseLink) =>
  because === 'expired' ? c.html(linkExpired(deps), 410) : c.html(linkNotValid(deps), 404);

const linkExpired = (site: Site): Html =>
  notice({
    site,
    title: 'This link has expired',
    sentences: ['Nothing has changed. Use the link in your latest email, or request a new one.'],
    next: html`<p><a href="${pathTo(site, '/')}">Request a new link</a></p>`,
  });

const linkNotValid = (site: Site): Html =>
  notice({
    site,
    title: 'This link is not valid',
    sentences: ['It may be incomplete. Nothing has changed. Please try the link in your latest email.'],
  });

/** Where a subscriber changes what comes and when. The link is good until the epoch moves on. */
export const managePath = (deps: WebDeps, {number, epoch}: Pick<Subscriber, 'number' | 'epoch'>): string =>
  pathTo(
    deps,
    `/manage/${mintToken({secrets: deps.tokenSecrets, scope: 'manage', number, epoch, expiresAt: null})}`,
  );

/** Where a subscriber suggests papers, and does nothing else. The link is good until the epoch moves on. */
export const suggestPath = (deps: WebDeps, {number, epoch}: Pick<Subscriber, 'number' | 'epoch'>): string =>
  pathTo(
    deps,
    `/suggest/${mintToken({secrets: deps.tokenSecrets, scope: 'suggest', number, epoch, expiresAt: null})}`,
  );

/** Where a subscriber leaves. The link is good for ever. */
export const unsubscribePath = (deps: WebDeps, {number}: Pick<Subscriber, 'number'>): string =>
  pathTo(
    deps,
    `/unsubscribe/${mintToken({secrets: deps.tokenSecrets, scope: 'unsubscribe', number, epoch: 0, expiresAt: null})}`,
  );
