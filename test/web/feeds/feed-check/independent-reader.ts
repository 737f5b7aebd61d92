import {spawnSync} from 'node:child_process';
import {z} from 'zod';

const IMPORT = 'import feedparser';

/**
 * The Python that comes first, and the system's, which is the one that a package of the system belongs to.
 */
const PYTHONS = ['python3', '/usr/bin/python3'];

const python = PYTHONS.find(path => spawnSync(path, ['-c', IMPORT], {stdio: 'ignore'}).status === 0);

/** Why there is no feedparser to read with, or null. */
export const whyNoReader = (): string | null =>
  python === undefined ? 'no python3 has feedparser (Debian: apt-get install python3-feedparser)' : null;

const PROGRAM = `${IMPORT}, json, sys
feed = feedparser.parse(sys.stdin.buffer.read(), sanitize_html=False)
print(json.dumps({
  "trouble": str(feed.get("bozo_exception", "")) if feed.bozo else "",
  "version": feed.version,
  "title": feed.feed.get("title"),
  "entries": [{"id": e.get("id"), "url": e.get("link"), "title": e.get("title"), "summary": e.get("summary"),
    "content": [c.value for c in e.get("content", [])],
    "at": list(e.get("published_parsed") or [])} for e in feed.entries],
}))`;

const answer = z.object({
  trouble: z.string(),
  version: z.string(),
  title: z.string().nullable(),
  entries: z.array(
    z.object({
      id: z.string().nullable(),
      url: z.string().nullable(),
      title: z.string().nullable(),
      summary: z.string().nullable(),
      content: z.array(z.string()),
      at: z.array(z.number()),
    }),
  ),
});

/**
 * What feedparser, which many readers are made of, finds in an RSS or Atom feed. `trouble` is its "bozo" bit
 * with the reason.
 */
export const readWithFeedparser = (xml: string): z.infer<typeof answer> => {
  if (python === undefined) throw new Error('there is no feedparser');
  const {stdout, status} = spawnSync(python, ['-c', PROGRAM], {input: xml, encoding: 'utf8'});
  if (status !== 0) throw new Error('feedparser ended with a fault');
  return answer.parse(JSON.parse(stdout));
};
