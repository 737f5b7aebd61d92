import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';

/** One request spoilt: answered with a status, never, half, too long, or by pointing elsewhere. */
export type Misbehaviour =
  | {kind: 'status'; status: number; headers?: Record<string, string>; body?: string}
  | {kind: 'hang'}
  | {kind: 'truncate'}
  | {kind: 'body'; body: string}
  | {kind: 'flood'; bytes: number};

/** A paper as arXiv would answer it. */
export type ArxivPaper = {
  id: string;
  title: string;
  abstract?: string;
  authors?: string[];
  categories?: string[];
  /** ISO 8601 in UTC. */
  submittedAt: string;
  /** `new` unless told. */
  announced?: string;
};

export type FakePaperSource = {
  /** The address for both `HUGGING_FACE_URL` and `ARXIV_URL`. */
  url: string;
  /** Every request so far, in order. */
  requests: {path: string; query: URLSearchParams}[];
  /** The most requests that were open at the same time. */
  mostAtOnce(): number;
  /** Spoils the next requests, one each. */
  misbehave(...next: Misbehaviour[]): void;
  close(): Promise<void>;
};

export type PaperSourceContent = {
  /** Hugging Face's items by the day of their list. */
  daily?: Record<string, unknown[]>;
  /** arXiv's papers: the API finds them by time of submission. */
  papers?: ArxivPaper[];
  /** The day on which the feed announces all of `papers`. */
  announcedOn?: string;
};

/**
 * A fake of Hugging Face's and arXiv's servers on the loopback, which answers as they do (paging,
 * order, empty pages, HTTP 400 for a bad date) from what it is given.
 */
export const openPaperSource = async (content: PaperSourceContent): Promise<FakePaperSource> => {
  const requests: FakePaperSource['requests'] = [];
  const planned: Misbehaviour[] = [];
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    open++;
    most = Math.max(most, open);
    response.once('close', () => open--);
    const url = new URL(request.url ?? '/', 'http://fake-source');
    requests.push({path: url.pathname, query: url.searchParams});
    const spoilt = planned.shift();
    if (spoilt) return spoil(spoilt, {request, response});
    answer({content, url, response});
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the fake source has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    mostAtOnce: () => most,
    misbehave: (...next) => {
      planned.push(...next);
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

type Exchange = {request: IncomingMessage; response: ServerResponse};

const spoil = (how: Misbehaviour, {response}: Exchange): void => {
  if (how.kind === 'hang') return;
  if (how.kind === 'status') {
    response.writeHead(how.status, how.headers).end(how.body ?? '');
    return;
  }
  if (how.kind === 'body') {
    response.end(how.body);
    return;
  }
  if (how.kind === 'truncate') {
    response.writeHead(200, {'content-length': '1000'}).write('[{"paper":');
    setTimeout(() => response.destroy(), 10);
    return;
  }
  response.writeHead(200);
  const part = Buffer.alloc(64 * 1024, 0x20);
  let left = how.bytes;
  const pour = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= part.length;
      if (!response.write(part)) return void response.once('drain', pour);
    }
    response.end();
  };
  pour();
};

type Question = {content: PaperSourceContent; url: URL; response: ServerResponse};

const answer = (question: Question): void => {
  const {url, response} = question;
  if (url.pathname === '/api/daily_papers') answerDaily(question);
  else if (url.pathname.startsWith('/api/papers/')) answerPaper(question);
  else if (url.pathname === '/api/query' && url.searchParams.has('id_list')) answerIds(question);
  else if (url.pathname === '/api/query') answerQuery(question);
  else if (url.pathname.startsWith('/rss/')) answerFeed(question);
  else response.writeHead(404).end('Not Found');
};

const answerDaily = ({content, url, response}: Question): void => {
  const day = url.searchParams.get('date') ?? '';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return void response.writeHead(400).end('{"error":"bad date"}');
  const limit = Math.min(100, Number(url.searchParams.get('limit') ?? 50));
  const from = Number(url.searchParams.get('p') ?? 0) * limit;
  const items = (content.daily?.[day] ?? []).slice(from, from + limit);
  response.writeHead(200, {'content-type': 'application/json; charset=utf-8'}).end(JSON.stringify(items));
};

/** One paper by its id: what stands under `paper` in the lists. */
const answerPaper = ({content, url, response}: Question): void => {
  const id = url.pathname.slice('/api/papers/'.length);
  const known = Object.values(content.daily ?? {})
    .flat()
    .map(item => (item && typeof item === 'object' && 'paper' in item ? item.paper : null))
    .find(paper => paper && typeof paper === 'object' && 'id' in paper && paper.id === id);
  if (!known) return void response.writeHead(404).end('{"error":"Paper not found"}');
  response.writeHead(200, {'content-type': 'application/json; charset=utf-8'}).end(JSON.stringify(known));
};

/**
 * Papers by their ids, each with the version that it was last submitted as; what it does not have is left
 * out.
 */
const answerIds = ({content, url, response}: Question): void => {
  const ids = (url.searchParams.get('id_list') ?? '').split(',');
  const found = (content.papers ?? []).filter(paper => ids.includes(paper.id.replace(/v\d+$/, '')));
  response.writeHead(200, {'content-type': 'application/atom+xml; charset=utf-8'});
  response.end(atomFeed({total: found.length, entries: found.map(toAtomEntry)}));
};

const answerQuery = ({content, url, response}: Question): void => {
  const query = url.searchParams.get('search_query') ?? '';
  const [, from = '', to = ''] = /submittedDate:\[(\d{12}) TO (\d{12})\]/.exec(query) ?? [];
  const categories = [...query.matchAll(/cat:([\w.-]+)/g)].map(match => match[1]);
  if (from === '' || categories.length === 0)
    return void response.writeHead(400).end(atomFeed({total: 1, entries: [errorEntry]}));
  const found = (content.papers ?? []).filter(paper => {
    const minute = paper.submittedAt.slice(0, 16).replace(/\D/g, '');
    const isAsked = (paper.categories ?? ['cs.AI']).some(category => categories.includes(category));
    return isAsked && minute >= from && minute <= to;
  });
  const start = Number(url.searchParams.get('start') ?? 0);
  const page = found.slice(start, start + Number(url.searchParams.get('max_results') ?? 10));
  response.writeHead(200, {'content-type': 'application/atom+xml; charset=utf-8'});
  response.end(atomFeed({total: found.length, entries: page.map(toAtomEntry)}));
};

const answerFeed = ({content, response}: Question): void => {
  const day = content.announcedOn ?? '2026-03-12';
  const date = new Date(`${day}T00:00:00Z`).toUTCString().replace('GMT', '-0400');
  const items = (content.papers ?? []).map(paper => toRssItem(paper, date));
  response.writeHead(200, {'content-type': 'text/xml; charset=utf-8'}).end(
    `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
<channel><title>updates on arXiv.org</title><pubDate>${date}</pubDate>
<skipDays><day>Saturday</day><day>Sunday</day></skipDays>${items.join('')}</channel></rss>`,
  );
};

const atomFeed = ({total, entries}: {total: number; entries: string[]}): string =>
  `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"
  xmlns="http://www.w3.org/2005/Atom">
<id>https://arxiv.org/api/x</id><title>arXiv Query</title>
<opensearch:totalResults>${total}</opensearch:totalResults>${entries.join('')}</feed>`;

const errorEntry = `<entry><id>https://arxiv.org/api/errors#incorrect_query</id><title>Error</title>
<summary>incorrect query</summary></entry>`;

const toAtomEntry = (paper: ArxivPaper): string =>
  `<entry><id>http://arxiv.org/abs/${paper.id}</id><title>${escaped(paper.title)}</title>
<summary>${escaped(paper.abstract ?? 'An abstract.')}</summary><published>${paper.submittedAt}</published>
${(paper.categories ?? ['cs.AI']).map(term => `<category term="${term}"/>`).join('')}
${(paper.authors ?? ['Ada Example']).map(toAtomAuthor).join('')}</entry>`;

const toAtomAuthor = (name: string): string => `<author><name>${escaped(name)}</name></author>`;

const toRssItem = (paper: ArxivPaper, date: string): string =>
  `<item><title>${escaped(paper.title)}</title><link>https://arxiv.org/abs/${paper.id}</link>
<description>arXiv:${paper.id} Announce Type: ${paper.announced ?? 'new'}
Abstract: ${escaped(paper.abstract ?? 'An abstract.')}</description>
<guid isPermaLink="false">oai:arXiv.org:${paper.id}</guid>
${(paper.categories ?? ['cs.AI']).map(term => `<category>${term}</category>`).join('')}
<pubDate>${date}</pubDate><arxiv:announce_type>${paper.announced ?? 'new'}</arxiv:announce_type>
<dc:creator>${escaped((paper.authors ?? ['Ada Example']).join(', '))}</dc:creator></item>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export type DailyItem = {
  id: string;
  title?: string;
  abstract?: string;
  votes?: number;
  comments?: number;
  stars?: number;
  code?: string;
  /** The day on which it says that it was listed; absent unless told, as before May 2025. */
  listedOn?: string;
};

/** An item as Hugging Face's `daily_papers` holds it, with the fields that every year's have. */
export const dailyItem = (item: DailyItem): Record<string, unknown> => ({
  paper: {
    id: item.id,
    authors: [{_id: '1', name: 'Ada Example', hidden: false}],
    publishedAt: '2026-03-10T17:00:00.000Z',
    ...(item.listedOn === undefined ? {} : {submittedOnDailyAt: `${item.listedOn}T00:00:00.000Z`}),
    title: item.title ?? `The paper ${item.id}`,
    summary: item.abstract ?? 'We study papers.\nThey are read.',
    upvotes: item.votes ?? 1,
    ...(item.stars === undefined ? {} : {githubStars: item.stars}),
    ...(item.code === undefined ? {} : {githubRepo: item.code}),
  },
  publishedAt: '2026-03-10T12:00:00.000Z',
  title: item.title ?? `The paper ${item.id}`,
  numComments: item.comments ?? 0,
});
