/**
 * What is not allowed in an email's HTML, found tag by tag; text between tags is not looked at, since papers
 * may say anything.
 */
export type UnsafeMarkup = {
  /** As it stands in the HTML: one of these is what to look for in a template. */
  found: string[];
  problem: string;
};

/** Mailboxes drop these, warn of them or take a mail with them for an attack. */
const FORBIDDEN = new Set(
  (
    'script form input button select textarea iframe frame frameset object embed applet base link svg ' +
    'math video audio ' +
    'source track picture portal template bgsound isindex marquee'
  ).split(' '),
);

/** Attributes whose value is fetched when the mail is shown. */
const LOADED = new Set(
  (
    'src srcset background poster data lowsrc dynsrc longdesc manifest ping action formaction cite ' +
    'profile codebase ' +
    'classid archive usemap xlink:href'
  ).split(' '),
);

const TAG = /<([a-z][a-z0-9:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)(>|(?=[<"'])|$)/gi;
const ATTRIBUTE = /([^\s"'<>/=]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+)/g;
const STYLE = /<style\b[^>]*>([\s\S]*?)<\/style/gi;
const LINKS = /^(https?:|mailto:|#)/i;

/**
 * Scripts, forms, what is loaded and may not be, and links to what is not a web page. Conditional comments
 * for Outlook are looked into too. The HTML must be of bounded size.
 */
export const findUnsafeMarkup = (html: string, mayLoad: (url: string) => boolean): UnsafeMarkup[] => {
  const tags = [...html.matchAll(TAG)].flatMap(([, tag = '', attributes = '', end]) =>
    end === '>' ? unsafeTag({tag: tag.toLowerCase(), attributes, mayLoad}) : [brokenTag(tag)],
  );
  const styles = [...html.matchAll(STYLE)].flatMap(([, style = '']) => unsafeStyle(style));
  return [...new Map([...tags, ...styles].map(unsafe => [unsafe.problem, unsafe])).values()];
};

const brokenTag = (tag: string): UnsafeMarkup => ({
  found: [`<${tag}`],
  problem: `<${tag}> is not closed by ">"`,
});

const unsafeTag = ({
  tag,
  attributes,
  mayLoad,
}: {
  tag: string;
  attributes: string;
  mayLoad: (url: string) => boolean;
}): UnsafeMarkup[] => {
  if (FORBIDDEN.has(tag)) {
    const values = [...attributes.matchAll(ATTRIBUTE)].map(([, , quoted = '']) => unquoted(quoted));
    const found = [`<${tag}`, ...values.filter(({length}) => length > MIN_CLUE_LENGTH)];
    return [{found, problem: `<${tag}> is not allowed in an email`}];
  }
  return [...attributes.matchAll(ATTRIBUTE)].flatMap(([, rawName = '', quoted = '']) => {
    const name = rawName.toLowerCase();
    const written = unquoted(quoted);
    const value = decoded(written);
    if (name.startsWith('on'))
      return [{found: [`${rawName}=`], problem: `the attribute ${name} is a script`}];
    if (name === 'style') return unsafeStyle(value);
    if (name === 'http-equiv' && !/^(content-type|x-ua-compatible)$/i.test(value))
      return [
        {found: [rawName], problem: `<${tag} http-equiv="${shown(value)}"> is not allowed in an email`},
      ];
    if (name === 'href' && !LINKS.test(value.trim()))
      return [{found: [written], problem: `a link points to "${shown(value)}", which is not a web page`}];
    if (LOADED.has(name) && value !== '' && !mayLoad(value))
      return [
        {
          found: [written],
          problem:
            `the mail would load "${shown(value)}"; only LOGO_URL and the pictures of papers may be ` +
            'loaded',
        },
      ];
    return [];
  });
};

// A backslash in CSS can spell any word differently: it has no use in a mail.
const unsafeStyle = (style: string): UnsafeMarkup[] => {
  const plain = style.replace(/\/\*[\s\S]*?\*\//g, '');
  const found =
    /@import|@font-face|image-set\s*\(|url\s*\(|expression\s*\(|behavior\s*:|-moz-binding|\\/i.exec(plain);
  if (!found) return [];
  const address = /url\s*\(\s*["']?([^"')\s]*)/i.exec(plain)?.[1] ?? found[0];
  return [{found: [address], problem: `a style would load or run something ("${shown(address)}")`}];
};

/** Shorter values stand in a template more than once. */
const MIN_CLUE_LENGTH = 12;

const unquoted = (value: string): string => value.replace(/^["']|["']$/g, '');

const shown = (value: string): string => value.replace(/\s+/g, ' ').slice(0, 100);

/** The entities that can spell an address otherwise. */
const decoded = (value: string): string =>
  value
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_, code: string) => letterOf(Number.parseInt(code, 16)))
    .replace(/&#(\d{1,7});?/g, (_, code: string) => letterOf(Number(code)))
    .replace(/&(amp|colon|tab|newline|quot);/gi, (_, name: string) => NAMED[name.toLowerCase()] ?? '');

const NAMED: Readonly<Record<string, string>> = {amp: '&', colon: ':', tab: '\t', newline: '\n', quot: '"'};

const letterOf = (code: number): string => (code <= 0x10_ff_ff ? String.fromCodePoint(code) : '');
