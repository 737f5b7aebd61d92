import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import {mintToken, type ParsedToken, parseToken, type TokenScope} from '../../subscribers/tokens.ts';
import type {WebRooms} from '../deps.ts';
import {type Html, notice} from '../frame/layout.ts';
import {pathTo, type Site} from '../frame/site.ts';

export type LinkReading =
  | ({kind: 'link'} & Omit<Extract<ParsedToken, {kind: 'token'}>, 'kind'>)
  | {kind: 'refused'; because: 'forged' | 'expired'};

/** Whose link this is, by its token alone: no cookie, login or Origin is asked for. */
export const readLink = ({
  rooms,
  c,
  scope,
}: {
  rooms: WebRooms;
  c: Context;
  scope: TokenScope;
}): LinkReading => {
  const reading = parseToken({
    secrets: rooms.tokenSecrets,
    scope,
    token: c.req.param('token') ?? '',
    now: rooms.clock.now(),
  });
  if (reading.kind === 'refused') return {kind: 'refused', because: reading.because};
  return {...reading, kind: 'link'};
};

export type OwnLinkReading =
  | {kind: 'link'; subscriber: Subscriber; epoch: number}
  | {kind: 'refused'; because: 'forged' | 'expired'};

/**
 * The same for a link that ends with its epoch. One from an older epoch is as good as expired, so that whoever has it from a forwarded
 * mail, or from before the person left, can do nothing with it any more.
 */
export const readOwnLink = async (request: {
  rooms: WebRooms;
  c: Context;
  scope: 'confirm' | 'manage' | 'opinion' | 'suggest';
}): Promise<OwnLinkReading> => {
  const link = readLink(request);
  if (link.kind === 'refused') return link;
  const subscriber = await findByNumber(request.rooms, link.number);
  if (!subscriber || link.epoch < subscriber.epoch) return {kind: 'refused', because: 'expired'};
  return {kind: 'link', subscriber, epoch: link.epoch};
};

/** The subscriber of a number, or null when there is none (any more). */
export const findByNumber = (rooms: WebRooms, number: number): Promise<Subscriber | null> =>
  rooms.subscribers.load(number);

export type RefuseLink = {rooms: WebRooms; c: Context; because: 'forged' | 'expired'};

/** The page for a link that does not hold; it says the same whoever it was made for. */
export const refuseLink = ({rooms, c, because}: RefuseLink) =>
  because === 'expired' ? c.html(tooOld(rooms), 410) : c.html(doesNotHold(rooms), 404);

const tooOld = (site: Site): Html =>
  notice({
    site,
    title: 'This link has expired',
    sentences: ['Nothing has changed. Use the link in your latest email, or request a new one.'],
    next: html`<p><a href="${pathTo(site, '/')}">Request a new link</a></p>`,
  });

const doesNotHold = (site: Site): Html =>
  notice({
    site,
    title: 'This link is not valid',
    sentences: ['It may be incomplete. Nothing has changed. Please try the link in your latest email.'],
  });

/** Where a subscriber changes what comes and when. The link is good until the epoch moves on. */
export const managePath = (rooms: WebRooms, {number, epoch}: Pick<Subscriber, 'number' | 'epoch'>): string =>
  pathTo(
    rooms,
    `/manage/${mintToken({secrets: rooms.tokenSecrets, scope: 'manage', number, epoch, expiresAt: null})}`,
  );

/** Where a subscriber suggests papers, and does nothing else. The link is good until the epoch moves on. */
export const suggestPath = (rooms: WebRooms, {number, epoch}: Pick<Subscriber, 'number' | 'epoch'>): string =>
  pathTo(
    rooms,
    `/suggest/${mintToken({secrets: rooms.tokenSecrets, scope: 'suggest', number, epoch, expiresAt: null})}`,
  );

/** Where a subscriber leaves. The link is good for ever. */
export const unsubscribePath = (rooms: WebRooms, {number}: Pick<Subscriber, 'number'>): string =>
  pathTo(
    rooms,
    `/unsubscribe/${mintToken({secrets: rooms.tokenSecrets, scope: 'unsubscribe', number, epoch: 0, expiresAt: null})}`,
  );
