import {fileURLToPath} from 'node:url';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {EditionContent, Selection} from '../../../src/editions/edition.ts';
import {MAX_HTML_BYTES} from '../../../src/mail/assemble.ts';
import {batchOf, mailsIn} from '../../../src/mail/body/batch.ts';
import type {EmailInput} from '../../../src/mail/body/email-input.ts';
import {
  compileForLetterhead,
  createRenderer,
  type EditionRenderer,
} from '../../../src/mail/edition-renderer.ts';
import type {Letterhead} from '../../../src/mail/mail.ts';
import {readReason} from '../../../src/ranking/reasons/earlier-reasons.ts';
import {paperId} from '../../search/texts.ts';
import {reasonsIn} from '../../support/texts/reasons.ts';
import {
  anyText,
  hostileTexts,
  letterhead,
  sampleEdition,
  samplePaper,
  selectionOf,
} from '../sample-edition.ts';

const PAPERS = 20;

const rendererOf = async (
  content: EditionContent,
  from: Letterhead,
  templatesDir: string | null = null,
): Promise<EditionRenderer> => {
  const compiled = await compileForLetterhead({content, letterhead: from, templatesDir});
  if (compiled.kind === 'refused') throw new Error(compiled.reason);
  return createRenderer({content, json: compiled.json});
};

const hostile = Object.values(hostileTexts);
const hostileTitle = (place: number) => hostile[place % hostile.length]?.slice(0, 300);
const content = sampleEdition(
  Array.from({length: PAPERS}, (_, place) =>
    samplePaper(place + 1, {
      title: `${place}: ${hostileTitle(place)} \ud83d "quoted" \\ \u2028\u2029 \u0001`,
    }),
  ),
  'A note with "quotes", \u2028 and 🎉.',
);
const renderers = await Promise.all([
  rendererOf(content, letterhead),
  rendererOf(content, {
    ...letterhead,
    replyTo: null,
    name: '"Täglich" \\ 🎉',
    unsubscribeMailto: 'out@example.org',
  }),
  rendererOf(content, {...letterhead, publicUrl: "http://localhost:3000/it's&that"}),
  // Its segments name the place of a paper, and its reasons where the built-in ones have none.
  rendererOf(content, letterhead, fileURLToPath(new URL('../earlier', import.meta.url))),
]);

/** Lists that papers of many readers have: the printer knows what it made of them. */
const sharedReasons = [reasonsIn('you follow “agents”'), reasonsIn('you follow “art”', 'you follow Ada'), []];

const selections = fc.uniqueArray(fc.integer({min: 0, max: PAPERS - 1}), {maxLength: PAPERS}).chain(places =>
  fc.tuple(
    ...places.map(index =>
      fc.record({
        index: fc.constant(index),
        because: fc.oneof(
          fc.constantFrom(...sharedReasons),
          fc.array(anyText.map(readReason), {maxLength: 2}),
        ),
      }),
    ),
  ),
);

const token = fc.stringMatching(/^[A-Za-z0-9_-]{1,80}$/);

const anyNews = fc.record({
  lines: fc.array(
    fc.record({
      ...{kind: fc.constant('new' as const), paper: fc.constant(paperId('2603.00001'))},
      ...{title: anyText, author: anyText},
    }),
    {maxLength: 2},
  ),
  more: fc.nat(3),
});

/** Readers of one call, of whom some have the very same selection. */
const calls = fc.array(selections, {minLength: 1, maxLength: 3}).chain(few =>
  fc.array(
    fc.record({
      name: fc.record({run: fc.integer({min: 1, max: 99}), chunk: fc.constantFrom('1', '42.1')}),
      instanceId: fc.constantFrom('i7k2mn', null),
      number: fc.integer({min: 0, max: 1e9}),
      address: fc.oneof(fc.emailAddress(), anyText),
      selection: fc.constantFrom<Selection>(...few),
      avoided: fc.oneof({weight: 3, arbitrary: fc.constant('')}, anyText),
      news: fc.oneof({weight: 3, arbitrary: fc.constant(undefined)}, anyNews),
      form: fc.constantFrom('short' as const, undefined),
      ...{unsubscribeToken: token, manageToken: token, opinionToken: token},
    }),
    {minLength: 1, maxLength: 12},
  ),
);

/** Where what stands in the buffer before may be anything. */
const print = (renderer: EditionRenderer, emails: EmailInput[]) => {
  const laidOut = renderer.layOut(emails);
  return laidOut.writeInto(Buffer.alloc(laidOut.bytes, 0xff));
};

test('the body is byte for byte that of the same mails, made one by one', () => {
  fc.assert(
    fc.property(fc.constantFrom(...renderers), calls, (renderer, emails) => {
      const mails = emails.map(renderer.render);
      const printed = print(renderer, emails);
      expect(printed.mails).toBe(emails.length);
      expect(printed.body.toString()).toBe(batchOf(mails).body.toString());
      expect(mailsIn(printed)).toEqual(mails);
    }),
    {numRuns: 150},
  );
});

const emailFor = (number: number, selection: Selection): EmailInput => ({
  ...{name: {run: 1, chunk: '1'}, instanceId: 'i7k2mn', number, address: `reader-${number}@example.org`},
  ...{selection, unsubscribeToken: `leave-${number}`, manageToken: 'm', opinionToken: 'o'},
});

test('a mail that mailboxes would cut leaves out the same papers as one that is made by itself', async () => {
  const long = sampleEdition(
    Array.from({length: 100}, (_, place) =>
      samplePaper(place + 1, {title: '字"'.repeat(2_500), summary: '"'.repeat(5_000)}),
    ),
  );
  const renderer = await rendererOf(long, letterhead);
  const everything = selectionOf(...Array.from({length: 100}, (_, place) => place));
  const emails = [1, 2, 3, 4, 5].map(number => emailFor(number, everything));
  const printed = mailsIn(print(renderer, emails));
  expect(printed).toEqual(emails.map(renderer.render));
  for (const {html} of printed) expect(Buffer.byteLength(html)).toBeLessThanOrEqual(MAX_HTML_BYTES);
  expect(printed[0]?.subject).not.toContain('and 99 more');
});

test('nothing that a reader wrote can become another part of the mail', () => {
  const [renderer] = renderers;
  if (!renderer) throw new Error('no renderer');
  const because = reasonsIn('","to":"somebody@example.net', 'unsubscribeToken', '\\');
  const [mail] = mailsIn(print(renderer, [emailFor(7, [{index: 0, because}])]));
  expect(mail?.to).toBe('reader-7@example.org');
  expect(mail?.text).toContain('unsubscribeToken');
});
