import type {Context, MiddlewareHandler} from 'hono';

type Refuse = (c: Context) => Response | Promise<Response>;

/**
 * Refuses a larger body before it is read whole. A body whose length is not stated (`Transfer-Encoding:
 * chunked`, as tunnels send it, or none at all) is read here up to the limit and kept for the handler: Hono's
 * own limit would rebuild the request as another class than the server's, which fails.
 */
export const limitBody =
  ({maxBytes, refuse}: {maxBytes: number; refuse: Refuse}): MiddlewareHandler =>
  async (c, next) => {
    const stated =
      c.req.header('transfer-encoding') === undefined ? c.req.header('content-length') : undefined;
    if (stated !== undefined) return Number(stated) > maxBytes ? refuse(c) : next();
    const body = await readBounded(c.req.raw.body, maxBytes);
    if (body === null) return refuse(c);
    // Hono keeps promises there, and types them as what they resolve to.
    Object.assign(c.req.bodyCache, {arrayBuffer: Promise.resolve(body)});
    return next();
  };

/** The bytes of a body, or null where they are more than that. */
const readBounded = async (
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<ArrayBuffer | null> => {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
    size += piece.length;
    if (size > maxBytes) return null;
    pieces.push(piece);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes.buffer;
};
