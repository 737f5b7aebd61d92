/** The feeds: where each is, its media type, and its name for people. */
export const feedAddresses = {
  rss: {path: '/feed.xml', mediaType: 'application/rss+xml', name: 'RSS'},
  atom: {path: '/feed.atom', mediaType: 'application/atom+xml', name: 'Atom'},
  json: {path: '/feed.json', mediaType: 'application/feed+json', name: 'JSON Feed'},
} as const;
