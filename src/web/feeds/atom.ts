import {html} from 'hono/html';
import type {Feed, FeedEntry} from './feed-entries.ts';

/**
 * The feed as Atom (RFC 4287). A feed must say when it changed; one without an entry says the beginning of
 * time.
 */
export const printAtom = ({
  id,
  language,
  title,
  description,
  author,
  home,
  self,
  entries,
  changedAt,
}: Feed): string =>
  html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${id}</id>
<title>${title}</title>
<subtitle>${description}</subtitle>
<updated>${dateOf(changedAt ?? 0)}</updated>
<author><name>${author}</name></author>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${home}"/>
${entries.map(entryOf)}</feed>
`.toString();

const entryOf = ({id, url, title, at, summary, content}: FeedEntry) => html`<entry>
<id>${id}</id>
<title>${title}</title>
<updated>${dateOf(at)}</updated>
<published>${dateOf(at)}</published>
<link rel="alternate" type="text/html" href="${url}"/>
<summary>${summary}</summary>
<content type="html">${content}</content>
</entry>
`;

/** As RFC 3339 writes it. */
const dateOf = (at: number): string => new Date(at).toISOString();
