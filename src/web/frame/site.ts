import type {Month} from '../../editions/month.ts';
import type {WebDeps} from '../deps.ts';

/** What every page says about the instance. */
export type Site = Pick<
  WebDeps,
  'name' | 'publicUrl' | 'postalAddress' | 'logoUrl' | 'accents' | 'footer' | 'note' | 'speech'
>;

/**
 * A page's address for links within the site: the path alone, with the path of PUBLIC_URL before it where
 * there is one. So a link never depends on the Host header, and works through another name of the same
 * machine.
 */
export const pathTo = (site: Pick<Site, 'publicUrl'>, path: string): string =>
  `${new URL(site.publicUrl).pathname.replace(/\/$/, '')}${path}`;

/** Where a month's editions are listed: the address of its days, without the day. */
export const monthPath = (month: Month): string => `/editions/${month}`;
