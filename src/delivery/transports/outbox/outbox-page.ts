/** A mail as the outbox's page lists it. */
export type OutboxEntry = {
  /** Its files without their endings, relative to the outbox, `2026-03-12/1/0042-001`. */
  path: string;
  subject: string;
  to: string;
  /** Milliseconds since 1970. */
  at: number;
};

export type OutboxListing = {
  /** Newest first; the page shows them all. */
  entries: OutboxEntry[];
  /** How many mails there are, shown or not. */
  total: number;
  /** How many records on the disk could not be read. */
  unreadable: number;
};

/** The outbox's page: it works from `file://`, loads nothing, and every text in it is escaped. */
export const outboxPage = (listing: OutboxListing): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Outbox</title>
<style>${style}</style>
</head>
<body>
<header><h1>Outbox</h1><p>${summary(listing)}</p></header>
<main>
${rows(listing.entries)}
</main>
</body>
</html>
`;

const style = `
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--quiet:#5c5c5c;--line:#d8d8d8;--accent:#8a1c1c}
@media (prefers-color-scheme:dark){
:root{--ink:#ececec;--paper:#121212;--quiet:#a3a3a3;--line:#383838;--accent:#f0a08c}}
body{margin:0 auto;max-width:44rem;padding:2rem 1.25rem;background:var(--paper);color:var(--ink);
font:16px/24px system-ui,sans-serif}
header{border-bottom:1px solid var(--ink);margin-bottom:1rem}
h1{font:400 2rem/1.2 Georgia,serif;margin:0}
p{color:var(--quiet);margin:.5rem 0 1rem}
ol{list-style:none;margin:0;padding:0}
li{border-bottom:1px solid var(--line);padding:.75rem 0;overflow-wrap:anywhere}
h2{font:400 1.25rem/1.3 Georgia,serif;margin:0}
a{color:var(--accent);text-underline-offset:.15em}
li p{font-size:13px;line-height:20px;margin:.25rem 0 0}
`;

const rows = (entries: OutboxEntry[]): string =>
  entries.length === 0 ? '<p>Nothing yet.</p>' : `<ol>\n${entries.map(row).join('\n')}\n</ol>`;

const summary = ({entries, total, unreadable}: OutboxListing): string => {
  const hidden = total - entries.length;
  const parts = [
    `${total} ${total === 1 ? 'mail' : 'mails'} that would have been sent, newest first.`,
    ...(hidden > 0 ? [`The ${hidden} oldest are in the folders beside this page.`] : []),
    ...(unreadable > 0 ? [`${unreadable} records could not be read.`] : []),
  ];
  return parts.join(' ');
};

const row = ({path, subject, to, at}: OutboxEntry): string => {
  const link = escaped(path.split('/').map(encodeURIComponent).join('/'));
  const time = new Date(at).toISOString();
  const shownTime = `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`;
  const shownSubject = subject.trim() === '' ? '(no subject)' : subject;
  const facts = [
    escaped(to),
    `<time datetime="${time}">${shownTime}</time>`,
    `<a href="${link}.txt">text</a>`,
    `<a href="${link}.eml">eml</a>`,
  ];
  const title = `<h2><a href="${link}.html">${escaped(shownSubject)}</a></h2>`;
  return `<li>${title}<p>${facts.join(' · ')}</p></li>`;
};

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => entities[sign] ?? sign);
