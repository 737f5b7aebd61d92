import {expect, test} from 'vitest';
import type {EditionContent, EditionPaper} from '../../../src/editions/edition.ts';
import {dailyEdition, daysOf, weeklyEdition} from '../../../src/editions/edition-id.ts';
import {assembleMail} from '../../../src/mail/assemble.ts';
import type {Reason} from '../../../src/ranking/reasons/reason.ts';
import {catalogueOf} from '../../../templates/languages/catalogues.ts';
import {english} from '../../../templates/languages/english.ts';
import {languages} from '../../../templates/languages/languages.ts';
import {isPlural, type Message, textOf} from '../../../templates/languages/messages.ts';
import {compileEdition} from '../../support/compile-edition.ts';
import {undirected} from '../../support/texts/undirected.ts';
import {firstPapers, letterhead, personal, sampleEdition, samplePapers} from '../sample-edition.ts';

const WEEK = weeklyEdition('2026-03-12');

/** In brief, of a paper that says nothing stand its authors. */
const withASilentOne = (papers: EditionPaper[]): EditionPaper[] =>
  papers.map((paper, at) => (at === 7 ? {...paper, summary: '', abstract: '', otherAuthors: 6} : paper));

/** A day and a week of papers with links, votes, authors and a rise. */
const editions: Record<string, EditionContent> = {
  'a day': {...sampleEdition(withASilentOne(samplePapers(12)), 'Привет'), id: dailyEdition('2026-03-12')},
  'a week': {
    ...sampleEdition(
      samplePapers(24).map((paper, at) => ({...paper, day: daysOf(WEEK)[at % 5] ?? '', votesThen: 1})),
      'Привет',
    ),
    id: WEEK,
    days: daysOf(WEEK)
      .slice(0, 5)
      .map((day, place) => ({day, papers: 6 + 4 * place, isEdition: true})),
  },
};

const cases = Object.keys(editions).flatMap(name =>
  languages.filter(({code}) => code !== 'en').map(({code, dir}) => ({name, code, dir})),
);

const REASONS: Reason[][] = [
  [{kind: 'topics', topics: ['folding']}],
  [{kind: 'author', name: 'Ada Example'}, {kind: 'close-to-likes'}],
  [],
  [{kind: 'liked', title: 'Sample4'}],
  [{kind: 'code', host: 'github.com'}],
];

const mailIn = async (name: string, language: (typeof languages)[number]['code']) => {
  const content = editions[name];
  if (!content) throw new Error(`there is no edition "${name}"`);
  const fragments = await compileEdition({content, letterhead: {...letterhead, language}});
  return assembleMail({
    fragments,
    selection: firstPapers(content.papers.length - 2).map((entry, place) => ({
      ...entry,
      because: REASONS[place % REASONS.length] ?? [],
    })),
    personal,
  });
};

/** What English says in more than one word and without a value, and this language in other words. */
const englishOnly = (code: (typeof languages)[number]['code']): string[] => {
  const own: Readonly<Record<string, Message | undefined>> = catalogueOf(code);
  return Object.entries<Message>(english).flatMap(([key, message]) => {
    const translated = own[key];
    if (isPlural(message) || translated === undefined || isPlural(translated)) return [];
    const text = textOf(message);
    return /^(?:mail|reason|label)\./.test(key) && /^[^{}]* [^{}]*$/.test(text) && text !== textOf(translated)
      ? [text]
      : [];
  });
};

test.each(cases)('$name in $code has no English left but what papers say', async ({name, code, dir}) => {
  const {subject, html, text} = await mailIn(name, code);
  expect(html).toContain(`lang="${code}" dir="${dir}"`);
  const told = `${subject}\n${html}\n${text}`;
  expect(englishOnly(code).filter(sentence => told.includes(sentence))).toEqual([]);
});

const OTHER_SCRIPTS =
  /\p{Script=Arabic}|\p{Script=Han}|\p{Script=Hangul}|\p{Script=Kana}|\p{Script=Cyrillic}/u;

test.each(cases)('$name in $code marks nothing as English that it says itself', async ({name, code}) => {
  const {html} = await mailIn(name, code);
  const inner = html.replace(new RegExp(`<(\\w+)[^>]* lang="${code}"[^>]*>[^<]*</\\1>`, 'g'), '');
  const english = [...inner.matchAll(/<(\w+)[^>]* lang="en"[^>]*>([\s\S]*?)<\/\1>/g)].map(
    ([, , text = '']) => text,
  );
  expect(english.length).toBeGreaterThan(3);
  expect(english.filter(text => OTHER_SCRIPTS.test(text))).toEqual([]);
});

test.each(Object.keys(editions))(
  '%s in Arabic is laid out from right to left, each part of it',
  async name => {
    const {html} = await mailIn(name, 'ar');
    expect(html).not.toMatch(/direction:\s*ltr/);
    // What papers say in English begins at the same edge; the section, its column, and the text in it, whose
    // column MJML aligns to the left.
    expect(html.match(/direction:rtl|text-align:(?:right|start)/g)).toEqual([
      'text-align:right',
      ...['direction:rtl', 'direction:rtl'],
      'text-align:right',
    ]);
  },
);

test.each(Object.keys(editions))(
  '%s in Arabic gives what papers say a language and a direction of its own',
  async name => {
    const {html} = await mailIn(name, 'ar');
    expect(html).toContain('Sample');
    expect(undirected(html, ['Sample'])).toEqual([]);
    // The full stop is the sentence's.
    expect(html).not.toMatch(/<\/span>\./);
  },
);
