/**
 * The feeds: where each is, its media type, and its name for people. Atom comes first, since readers take the
 * first: one of them cuts the titles of RSS at `<`.
 */
export const feedAddresses = {
  atom: {path: '/feed.atom', mediaType: 'application/atom+xml', name: 'Atom'},
  rss: {path: '/feed.xml', mediaType: 'application/rss+xml', name: 'RSS'},
  json: {path: '/feed.json', mediaType: 'application/feed+json', name: 'JSON Feed'},
} as const;
