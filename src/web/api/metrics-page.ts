import type {Context} from 'hono';

/** `GET /metrics`, for those who have the admin token: counts of readers are private. */
export const showMetrics =
  (read: () => Promise<{type: string; text: string}>) =>
  async (c: Context): Promise<Response> => {
    const {type, text} = await read();
    return c.body(text, 200, {'Content-Type': type, 'Cache-Control': 'no-store'});
  };
