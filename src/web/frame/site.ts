import type {Month} from '../../editions/month.ts';
import type {WebDeps} from '../deps.ts';

/** What every page says about the instance. */
export type Site = Pick<
  WebDeps,
  | 'name'
  | 'publicUrl'
  | 'postalAddress'
  | 'logoUrl'
  | 'accents'
  | 'footer'
  | 'note'
  | 'speech'
  | 'askedLanguage'
>;

/**
 * A page's address for links within the site: the path alone, with the path of PUBLIC_URL before it where
 * there is one. So a link never depends on the Host header, and works through another name of the same
 * machine.
 */
export const pathTo = (site: Linking, path: string): string =>
  `${new URL(site.publicUrl).pathname.replace(/\/$/, '')}${withLanguage(path, site.askedLanguage ?? null)}`;

type Linking = Pick<Site, 'publicUrl'> & Partial<Pick<Site, 'askedLanguage'>>;

/** A language that was asked for by the address stays asked for. */
const withLanguage = (path: string, language: string | null): string => {
  if (language === null) return path;
  const [, before = '', fragment = ''] = /^([^#]*)(#.*)?$/s.exec(path) ?? [];
  return `${before}${before.includes('?') ? '&' : '?'}lang=${language}${fragment}`;
};

/** Where a month's editions are listed: the address of its days, without the day. */
export const monthPath = (month: Month): string => `/editions/${month}`;
