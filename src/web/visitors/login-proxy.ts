import type {Context} from 'hono';
import type {WebDeps} from '../deps.ts';
import {neighbourOf} from './visitor.ts';

/**
 * The name that a login proxy in front (Authelia, oauth2-proxy) gives of who asks; null without one. It
 * counts only from the proxies that are listed, by the socket and not by a header, and only where it is one
 * name.
 */
export const nameByProxy = ({loginProxy}: Pick<WebDeps, 'loginProxy'>, c: Context): string | null => {
  if (loginProxy === null) return null;
  const neighbour = neighbourOf(c);
  if (neighbour === null || !loginProxy.isListed(neighbour)) return null;
  const name = c.req.header(loginProxy.header)?.trim() ?? '';
  return /^[A-Za-z0-9._@+-]{1,64}$/.test(name) ? name : null;
};
