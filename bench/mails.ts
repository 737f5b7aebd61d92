import {printChunk} from '../src/delivery/chunks/chunk-mails.ts';
import type {EditionContent} from '../src/editions/edition.ts';
import {dailyEdition} from '../src/editions/edition-id.ts';
import {compileForLetterhead, createRenderer, type EditionRenderer} from '../src/mail/edition-renderer.ts';
import type {Letterhead} from '../src/mail/mail.ts';
import {noInterests} from '../src/ranking/interests.ts';
import {topicList} from '../src/ranking/topics/topic-list.ts';
import {keyIdOf} from '../src/subscribers/tokens.ts';
import {ourAccents} from '../templates/theme.ts';
import {seededChance} from './evaluate/measures.ts';
import {madeUpPapers} from './made-up.ts';
import {type PartResult, short} from './part.ts';

const DAY = '2026-03-12';
const READERS = 2_000;
const CHUNK = 100;
const GOES = 8;

const letterhead: Letterhead = {
  ...{name: 'Papers', from: 'Papers <digest@example.org>', replyTo: null, footer: null},
  ...{publicUrl: 'https://papers.example.org', listId: 'papers.example.org', postalAddress: '1 Paper Street'},
  ...{logoUrl: null, picturesUrl: null, accents: ourAccents},
};

const contentOf = (papers: number): EditionContent => ({
  id: dailyEdition(DAY),
  papers: madeUpPapers(DAY, papers).map(({paper, snapshot}, place) => ({
    ...{
      ...paper,
      rank: place + 1,
      otherAuthors: 0,
      votes: snapshot?.votes ?? 0,
      comments: 0,
      reasons: [],
      summary: paper.summary ?? '',
    },
  })),
});

/** What one edition costs to compile, and what one of its mails costs to assemble, as text and as bytes. */
export const benchMails = async (): Promise<PartResult> => {
  const compileMs = {ten: await compileMsOf(10), forty: await compileMsOf(40)};
  const content = contentOf(50);
  const renderer = await rendererOf(content);
  const chance = seededChance(7);
  const topics = () => Array.from({length: Math.floor(4 * chance())}, () => pick(chance));
  const selections = Array.from({length: READERS}, () =>
    renderer.select({...noInterests, papers: 15, topics: topics()}),
  );
  const keys = {secrets: ['a-secret-of-the-bench-that-is-long-enough'], instance: 'i7k2mn'};
  const room = Buffer.alloc(16 * 1024 * 1024);
  const print = (chunk: typeof selections) =>
    printChunk({
      ...{renderer, name: {edition: content.id, run: 1, chunk: '1'}, instanceId: 'i7k2mn', keys},
      manifest: {
        keyId: keyIdOf(keys.secrets[0] ?? ''),
        members: chunk.map((selection, number) => ({number, epoch: 0, selection})),
      },
      recipients: chunk.map((_, place) => ({address: `reader-${place}@example.org`, id: 'AAAAAAAAAAA'})),
      roomFor: bytes => room.subarray(0, bytes),
    });
  const email = (number: number, selection: (typeof selections)[number]) => ({
    ...{name: {run: 1, chunk: '1'}, instanceId: 'i7k2mn', number, address: 'reader@example.org', selection},
    ...{unsubscribeToken: 'a'.repeat(40), manageToken: 'b'.repeat(40), opinionToken: 'c'.repeat(40)},
  });
  const asText = bestMicroseconds(() => {
    for (const [number, selection] of selections.entries()) renderer.render(email(number, selection));
  });
  const asBytes = bestMicroseconds(() => {
    for (let at = 0; at < READERS; at += CHUNK) print(selections.slice(at, at + CHUNK));
  });
  const figures = {
    ofText: asBytes / asText,
    ...{bytesMicroseconds: asBytes, textMicroseconds: asText},
    ...{compile10Ms: compileMs.ten, compile40Ms: compileMs.forty},
  };
  return {
    figures,
    lines: [
      `a mail as bytes, tokens included: ${short(asBytes)} µs of the processor, as text ${short(asText)}`,
      `compiling an edition: ${short(compileMs.ten)} ms with 10 papers, ${short(compileMs.forty)} with 40`,
    ],
  };
};

const pick = (chance: () => number): string => topicList[Math.floor(chance() * topicList.length)]?.name ?? '';

const rendererOf = async (content: EditionContent): Promise<EditionRenderer> => {
  const compiled = await compileForLetterhead({content, letterhead, templatesDir: null});
  if (compiled.kind === 'refused') throw new Error(compiled.reason);
  return createRenderer({content, json: compiled.json});
};

const compileMsOf = async (papers: number): Promise<number> => {
  const content = contentOf(papers);
  await rendererOf(content);
  const before = process.cpuUsage();
  await rendererOf(content);
  return microsecondsSince(before) / 1000;
};

/** Of one reader, of the best go. */
const bestMicroseconds = (work: () => void): number => {
  let best = Number.POSITIVE_INFINITY;
  for (let go = 0; go < GOES; go++) {
    const before = process.cpuUsage();
    work();
    best = Math.min(best, microsecondsSince(before) / READERS);
  }
  return best;
};

const microsecondsSince = (before: NodeJS.CpuUsage): number => {
  const {user, system} = process.cpuUsage(before);
  return user + system;
};
