const MAX_LINK_LENGTH = 2000;

// Hosts that are known to answer on https, so that an http link to them may be read as one.
const upgraded =
  /^(?:(?:www\.)?github\.com|.+\.(?:github|gitlab)\.io|(?:www\.)?gitlab\.com|(?:www\.|export\.)?arxiv\.org|huggingface\.co|.+\.hf\.space)$/;

// Names that only mean something inside a network (RFC 6761, RFC 6762, RFC 8375) or that cannot be visited.
const privateName =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home\.arpa|onion|invalid|alt)$/;

/**
 * A link that may be printed: https, a public host name with a dot, the default port, no user name, no white
 * space or control character, at most 2,000 characters; re-serialised by the WHATWG URL parser (which writes
 * foreign letters of a host in punycode). http becomes https on hosts that are known to answer there. Null
 * for everything else.
 */
export const safeHttpsUrl = (raw: unknown): string | null => {
  if (typeof raw !== 'string' || raw.length > MAX_LINK_LENGTH) return null;
  const text = raw.trim();
  // The parser would mend backslashes, tabs and missing slashes; what needs mending is refused.
  if (!/^https?:\/\/[^/\\?#@]/i.test(text) || /[\s\p{C}\\]/u.test(text) || hasUserName(text)) return null;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.port !== '' || url.username !== '' || url.password !== '' || !isPublicHost(url.hostname))
    return null;
  if (url.protocol === 'http:') {
    if (!upgraded.test(url.hostname)) return null;
    url.protocol = 'https:';
  }
  return url.href.length <= MAX_LINK_LENGTH ? url.href : null;
};

const hasUserName = (text: string): boolean => /^https?:\/\/[^/?#]*@/i.test(text);

const isPublicHost = (host: string): boolean =>
  host.length <= 253 &&
  /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/.test(host) &&
  !privateName.test(host);

export type FoundLinks = {code: string | null; project: string | null};

/**
 * The first link to source code and the first other link of an abstract, TeX or cleaned. The sentence's own
 * full stop, comma, quotes and brackets don't belong to a link. A link that a line break cut in two is taken
 * as it stands: nothing is guessed. Links to papers, licences and the like are neither.
 */
export const findLinks = (abstract: string): FoundLinks => {
  const links: FoundLinks = {code: null, project: null};
  let hosted: string | null = null;
  for (const written of writtenLinks(abstract)) {
    const link = safeHttpsUrl(written);
    if (link === null) continue;
    const kind = kindOfLink(new URL(link));
    if (kind === 'code') links.code ??= link;
    if (kind === 'project') links.project ??= link;
    if (kind === 'hosted') hosted ??= link;
  }
  links.project ??= hosted;
  return links;
};

const linkPattern =
  /(?<url>https?:\/\/(?:[^\s{}\\<>"'`^|$，。；：、！？「」（）【】“”‘’]|\\[_%#&~](?:\{\})?){1,2000})|(?<![\w@./-])(?<bare>(?:www\.)?(?:github|gitlab)\.com\/[\w.-]{1,100}\/(?:[\w./-]|\\_){1,500})/gi;

const writtenLinks = (text: string): string[] =>
  [...text.matchAll(linkPattern)].map(({groups, 0: whole}) => {
    const link = withoutEnd(whole.replace(/\\([_%#&~])(?:\{\})?/g, '$1'));
    return groups?.url === undefined ? `https://${link}` : link;
  });

/** The link without the sentence's marks at its end; a closing bracket stays when the link opened it. */
const withoutEnd = (link: string): string => {
  let end = link.length;
  while (end > 0) {
    const last = link.charAt(end - 1);
    const isOwnBracket = last === ')' && count(link, '(', end) >= count(link, ')', end);
    if (!/[.,;:!?)\]*…]/.test(last) || isOwnBracket) break;
    end -= 1;
  }
  return link.slice(0, end);
};

const count = (text: string, sign: string, end: number): number => text.slice(0, end).split(sign).length - 1;

const codeHost =
  /^(?:www\.)?(?:github\.com|gitlab\.com|codeberg\.org|bitbucket\.org|gitee\.com|git\.[a-z0-9.-]+)$/;
const anonymousCode = /^(?:anonymous\.4open\.science|gist\.github\.com|sr\.ht|git\.sr\.ht)$/;

// Where an abstract points for reading, not for the work itself.
const elsewhere =
  /(?:^|\.)(?:arxiv\.org|doi\.org|creativecommons\.org|wikipedia\.org|openreview\.net|semanticscholar\.org)$/;

const kindOfLink = (url: URL): 'code' | 'project' | 'hosted' | 'elsewhere' => {
  const host = url.hostname;
  if (elsewhere.test(host)) return 'elsewhere';
  const folders = url.pathname.split('/').filter(Boolean).length;
  if (anonymousCode.test(host)) return 'code';
  const isCodeHost = codeHost.test(host);
  if (isCodeHost && folders >= 2) return 'code';
  if (!isCodeHost && host !== 'huggingface.co' && host !== 'hf.co') return 'project';
  // A host's front page says nothing of the work; an owner's page, a model or a data set does.
  return folders >= 1 ? 'hosted' : 'elsewhere';
};
