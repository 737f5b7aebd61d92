import {readFileSync} from 'node:fs';
import {composeEdition} from '../../src/editions/compose.ts';
import type {EditionContent} from '../../src/editions/edition.ts';
import {dailyEdition} from '../../src/editions/edition-id.ts';
import {assembleMail} from '../../src/mail/assemble.ts';
import {parsePaperId} from '../../src/papers/paper-id.ts';
import {parseDailyPaper} from '../../src/papers/sources/hugging-face/daily-paper.ts';
import {noInterests} from '../../src/ranking/interests.ts';
import type {MailNews} from '../../src/ranking/library/news/news-index.ts';
import {indexPapers} from '../../src/ranking/paper-index.ts';
import {selectPapers} from '../../src/ranking/selection.ts';
import {mintToken, type TokenScope} from '../../src/subscribers/tokens.ts';
import {letterhead} from '../mail/sample-edition.ts';
import {compileEdition} from '../support/compile-edition.ts';

const DAY = '2025-03-12';
const FILE = new URL(`../../src/cli/demo/${DAY}.json`, import.meta.url);

/** As much news as a mail tells, each with a title that is cut. */
export const MUCH_NEWS: MailNews = {
  lines: [1, 2].map(at => {
    const paper = parsePaperId(`2503.0000${at}`);
    if (!paper) throw new Error('a made-up paper has no id');
    return {kind: 'new', paper, title: 'Folding newspapers by hand '.repeat(9), author: 'Adalbert Example'};
  }),
  more: 99,
};

/** The mail of the bundled day to a reader who follows these topics; its links are as long as real ones. */
export const demoMail = (topics: string[], news?: MailNews) => mailTo(demoDay(), topics, news);

const demoDay = (): EditionContent => {
  const items: unknown[] = JSON.parse(readFileSync(FILE, 'utf8'));
  const candidates = items.flatMap((item, at) => {
    const parsed = parseDailyPaper(item, {day: DAY, at});
    return parsed.kind === 'item' ? [{...parsed.item, firstSeenAt: at}] : [];
  });
  return composeEdition({
    id: dailyEdition(DAY),
    candidates: candidates.map(({paper, snapshot, firstSeenAt}) => ({paper, snapshot, firstSeenAt})),
  });
};

/** The mail of an edition to a reader who follows these topics. */
export const mailTo = async (content: EditionContent, topics: string[], news?: MailNews) => {
  const fragments = await compileEdition({content, letterhead});
  const interests = {...noInterests, papers: 15, topics};
  return assembleMail({
    ...{fragments, news},
    selection: selectPapers({index: indexPapers(content.papers), interests}),
    personal: {
      unsubscribeUrl: linkOf('unsubscribe'),
      manageUrl: linkOf('manage'),
      opinionUrl: linkOf('opinion'),
      viewUrl: `${letterhead.publicUrl}/editions/${content.id}`,
    },
  });
};

const linkOf = (scope: TokenScope): string => {
  const keys = {secrets: ['a-secret-of-the-tests'], instance: 'tests1'};
  const reader = {id: 'AAAAAAAAAAA', number: 500_000};
  return `${letterhead.publicUrl}/${scope}/${mintToken({keys, scope, reader, epoch: 3, expiresAt: null})}`;
};
