import {promisify} from 'node:util';
import {brotliCompress, constants, gzip} from 'node:zlib';
import type {MiddlewareHandler} from 'hono';

/** Below this an answer fits into one packet anyway. */
const MIN_BYTES = 1024;

/** Text, and the formats that are text under another name; pictures are compressed already. */
const TEXTUAL = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)\b)/;

const compressors = {
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, {params: {[constants.BROTLI_PARAM_QUALITY]: 5}}),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes),
};

type Coding = keyof typeof compressors;

/**
 * Compresses pages and feeds as far as the visitor's Accept-Encoding allows (RFC 9110 section 12.5.3), br
 * before gzip. What no cache may keep stays as it is: a page with a secret in it, whose length beside a
 * visitor's own text would tell of the secret (BREACH, CVE-2013-3587).
 */
export const compress: MiddlewareHandler = async (c, next) => {
  await next();
  const {headers} = c.res;
  if (c.res.status !== 200 || !TEXTUAL.test(headers.get('Content-Type') ?? '')) return;
  if (!/\bpublic\b/.test(headers.get('Cache-Control') ?? '')) return;
  headers.append('Vary', 'Accept-Encoding');
  const coding = codingFor(c.req.header('accept-encoding') ?? '');
  if (coding === null || c.req.method === 'HEAD') return;
  const bytes = Buffer.from(await c.res.arrayBuffer());
  const isWorthIt = bytes.length >= MIN_BYTES;
  const body = isWorthIt ? await compressors[coding](bytes) : bytes;
  c.res = new Response(new Uint8Array(body), {status: 200, headers});
  if (!isWorthIt) return;
  c.res.headers.set('Content-Encoding', coding);
  c.res.headers.delete('Content-Length');
  // Other bytes are another representation; weakly they are the same (RFC 9110 section 8.8.3).
  const etag = headers.get('ETag');
  if (etag?.startsWith('"')) c.res.headers.set('ETag', `W/${etag}`);
};

/** The better of what is accepted; `*` alone is what some programs send without knowing either. */
export const codingFor = (accepted: string): Coding | null => {
  const named = accepted
    .toLowerCase()
    .split(',')
    .map(entry => entry.trim().split(/\s*;\s*/))
    .filter(([, weight]) => weight === undefined || !/^q=0(?:\.0*)?$/.test(weight))
    .map(([coding]) => coding);
  if (named.includes('br')) return 'br';
  return named.includes('gzip') || named.includes('x-gzip') ? 'gzip' : null;
};
