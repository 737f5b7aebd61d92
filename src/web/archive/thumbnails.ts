import type {Context} from 'hono';
import {html} from 'hono/html';
import {type Clock, MINUTE} from '../../clock.ts';
import type {PaperId} from '../../papers/paper.ts';
import {parsePaperId} from '../../papers/paper-id.ts';
import type {FetchPicture, Picture} from '../../papers/sources/fetch-picture.ts';
import {thumbnailUrl} from '../../papers/thumbnail.ts';
import type {WebDeps} from '../deps.ts';
import type {Html} from '../frame/layout.ts';
import {pathTo} from '../frame/site.ts';

/** Of an edition's papers so many show their picture: those that have room in the mail too. */
export const PICTURED_PAPERS = 3;

const KEPT_BYTES = 20 * 1024 * 1024;
/** What gave no picture is asked again after this long. */
const REMEMBER_FAILURE_MS = 10 * MINUTE;
const KEPT_FAILURES = 1000;
/** Requests to the source at a time; a visitor beyond them sees no picture. */
const MAX_AT_ONCE = 4;

/**
 * `/thumbnails/2503.08120`: the picture of a paper as its source serves it, fetched by this instance, so that
 * the source never meets a reader.
 */
export const showThumbnail = (deps: WebDeps, fetchPicture: FetchPicture) => {
  const findPicture = openThumbnailCache(fetchPicture, deps.clock);
  return async (c: Context): Promise<Response> => {
    const id = parsePaperId(c.req.param('id') ?? '');
    const found = id ? await deps.papers.find(id) : null;
    const picture = await findPicture(thumbnailUrl(found?.paper.thumbnail));
    if (picture === null) return c.text('No picture.\n', 404, {'Cache-Control': 'no-store'});
    return c.body(picture.bytes, 200, {
      'Content-Type': picture.type,
      'Cache-Control': 'public, max-age=604800',
    });
  };
};

/** The pictures that were fetched, up to a number of bytes; each is asked for once, however many want it. */
const openThumbnailCache = (fetchPicture: FetchPicture, clock: Pick<Clock, 'now'>) => {
  const kept = new Map<string, Picture>();
  const failedAt = new Map<string, number>();
  const coming = new Map<string, Promise<Picture | null>>();
  let keptBytes = 0;

  const keep = (url: string, picture: Picture) => {
    kept.set(url, picture);
    keptBytes += picture.bytes.byteLength;
    for (const [oldest, {bytes}] of kept) {
      if (keptBytes <= KEPT_BYTES) return;
      kept.delete(oldest);
      keptBytes -= bytes.byteLength;
    }
  };

  const fetchOnce = async (url: string): Promise<Picture | null> => {
    const picture = await fetchPicture(url);
    if (picture) keep(url, picture);
    else {
      if (failedAt.size >= KEPT_FAILURES) failedAt.clear();
      failedAt.set(url, clock.now());
    }
    return picture;
  };

  return async (url: string | null): Promise<Picture | null> => {
    if (url === null) return null;
    const known = kept.get(url) ?? coming.get(url);
    if (known) return known;
    if (clock.now() - (failedAt.get(url) ?? Number.NEGATIVE_INFINITY) < REMEMBER_FAILURE_MS) return null;
    if (coming.size >= MAX_AT_ONCE) return null;
    const fetching = fetchOnce(url).finally(() => coming.delete(url));
    coming.set(url, fetching);
    return fetching;
  };
};

/** A paper as far as its picture is concerned; `hasPicture`: whether its source serves one. */
type Pictured = {id: PaperId; title: string; hasPicture: boolean};

/**
 * The picture in a page, with what it is for who does not see it; '' where there is none, or where pictures
 * are off.
 */
export const pictureOf = (deps: WebDeps, {id, title, hasPicture}: Pictured): Html | string =>
  deps.fetchPicture === null || !hasPicture
    ? ''
    : html`<p class="thumbnail"><img src="${pathTo(deps, `/thumbnails/${id}`)}" alt="Thumbnail of ${title}"
  width="600" height="315" loading="lazy" decoding="async"></p>\n`;
