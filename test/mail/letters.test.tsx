import {expect, test} from 'vitest';
import {type LetterContent, letterMail, renderLetter} from '../../src/mail/letters.ts';
import type {Letterhead} from '../../src/mail/mail.ts';
import {ourAccents} from '../../templates/theme.ts';

const letterhead: Letterhead = {
  name: 'Paperboy',
  from: 'Paperboy <letters@example.org>',
  replyTo: 'editor@example.org',
  publicUrl: 'https://paperboy.example.org',
  listId: 'daily.example.org',
  postalAddress: '1 Example Street, Example Town',
  logoUrl: null,
  picturesUrl: null,
  accents: ourAccents,
  footer: null,
};

const confirm = 'https://paperboy.example.org/confirm/C0nf1rm-t0ken';
const manage = 'https://paperboy.example.org/manage/M4nage-t0ken';
const unsubscribe = 'https://paperboy.example.org/unsubscribe/Un5ub-t0ken';

const neverAgain = 'https://paperboy.example.org/never-again/N3ver-t0ken';
const keep = 'https://paperboy.example.org/keep-address/K33p-t0ken';
const revoke = 'https://paperboy.example.org/revoke/R3voke-t0ken';

const daily = {frequency: 'daily', weekday: 1, hour: 8, timezone: 'Europe/Berlin'} as const;

const requests: LetterContent[] = [
  {letterhead, letter: 'confirm', links: {confirm, neverAgain}, days: 3, schedule: daily},
  {
    letterhead,
    letter: 'welcome',
    links: {manage, unsubscribe},
    schedule: {frequency: 'weekly', weekday: 2, hour: 8, timezone: 'Europe/Berlin'},
    first: {text: '2026-12-01T08:00', day: '2026-12-01', weekday: 2},
  },
  {letterhead, letter: 'manage-link', links: {manage, unsubscribe}},
  {letterhead, letter: 'change-address', links: {confirm, neverAgain}, days: 3},
  {
    letterhead,
    letter: 'address-change-requested',
    links: {agree: 'https://paperboy.example.org/agree-change/Agr33-t0ken', keep},
  },
  {letterhead, letter: 'address-change-notice', links: {keep}},
  {
    letterhead,
    letter: 'address-changed',
    links: {undo: 'https://paperboy.example.org/undo-change/Und0-t0ken'},
    days: 7,
  },
  {letterhead, letter: 'erase-link', links: {act: 'https://paperboy.example.org/erase/Er4se', revoke}},
  {letterhead, letter: 'download-link', links: {act: 'https://paperboy.example.org/download/D4ta', revoke}},
  {letterhead, letter: 'revoke-link', links: {act: revoke, revoke}},
  {letterhead, letter: 'goodbye'},
];

const linksOf = (request: LetterContent): string[] =>
  'links' in request ? Object.values(request.links) : [letterhead.publicUrl];

const hrefsOf = (html: string): string[] =>
  [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);

test.each(requests)('the $letter letter leads only to its own links, in both parts', async request => {
  const {html, text} = await renderLetter(request);
  const leadsTo = hrefsOf(html).map(href => href.replace(/\?follow=.*|\/editions$/, ''));
  const inHtml = request.letter === 'confirm' ? [confirm] : [...linksOf(request), letterhead.publicUrl];
  expect(new Set(leadsTo)).toEqual(new Set(inHtml));
  for (const link of linksOf(request)) expect(text.split(/\s/)).toContain(link);
});

test.each(requests)('nothing of the $letter letter follows its preheader in an inbox', async request => {
  const {html, text} = await renderLetter(request);
  const shown = html.replace(/<!--.*?-->/g, '').replaceAll('&nbsp;', '\u00a0');
  const [hidden = ''] = /(?<=display:none[^>]*>)[^<]*/.exec(shown) ?? [];
  expect(hidden).toMatch(/\S(?:\u034f\u00a0 ){90}$/);
  expect(text).not.toContain('\u034f');
});

test.each(requests)('the $letter letter is the same bytes each time', async request => {
  expect(await renderLetter(request)).toEqual(await renderLetter(request));
});

test.each(requests)('the $letter letter loads nothing from anywhere', async request => {
  const {html} = await renderLetter(request);
  expect(html).not.toMatch(/<img|<link|<script|src=|url\(|@import/i);
});

test.each(requests)('the $letter letter says who sends it and from where, in both parts', async request => {
  const {html, text} = await renderLetter(request);
  for (const part of [html, text]) {
    expect(part).toContain('Paperboy');
    expect(part).toContain('1 Example Street, Example Town');
  }
});

test.each(requests)('the plain text of the $letter letter has short lines and no markup', async request => {
  const {text} = await renderLetter(request);
  for (const line of text.split('\n'))
    if (!line.startsWith('https://')) expect(line.length).toBeLessThanOrEqual(78);
  expect(text).not.toMatch(/<|&\w+;|undefined|null|\[object/);
});

test.each(requests)('the $letter letter has one heading, a language and a title', async request => {
  const {html} = await renderLetter(request);
  expect(html.match(/<h1/g)).toHaveLength(1);
  expect(html).toMatch(/<html[^>]* lang="en"/);
  expect(html).toMatch(/<title>[^<]+<\/title>/);
});

test('a letter belongs to no list: it has no List-* headers and says that a machine sent it', async () => {
  for (const request of requests) {
    const mail = await letterMail({
      ...request,
      to: 'reader@example.net',
      number: 12,
      instanceId: 'i7k2mn',
      requestedAt: 1773331200000,
    });
    expect(mail.headers).toEqual({'Auto-Submitted': 'auto-generated'});
    expect(mail.from).toBe('Paperboy <letters@example.org>');
    expect(mail.replyTo).toBe('editor@example.org');
    expect(mail.to).toBe('reader@example.net');
    expect(mail.tags).toEqual({
      ...{letter: request.letter, subscriber: '12', instance: 'i7k2mn'},
      request: '1773331200000',
    });
  }
});

test('a letter does not say whom it was sent to, so that a forwarded one tells nobody', async () => {
  for (const request of requests) {
    const {subject, html, text} = await letterMail({
      ...request,
      to: 'reader@example.net',
      number: 12,
      instanceId: 'i7k2mn',
      requestedAt: 1773331200000,
    });
    expect(subject + html + text).not.toContain('reader@');
  }
});

test('an operator’s name with markup or a line break stays a name', async () => {
  for (const request of requests) {
    const hostile = {...letterhead, name: 'Pa<b>per\r\nBcc: x', postalAddress: '<i>1</i> & Co'};
    const {subject, html, text} = await renderLetter({...request, letterhead: hostile});
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toMatch(/<b>|<i>/);
    expect(html).toContain('&lt;i&gt;1&lt;/i&gt; &amp; Co');
    expect(text).toContain('<i>1</i> & Co');
    expect(text).toContain('Sent by Pa<b>per Bcc: x');
  }
});

test('without a postal address the letter ends with the site', async () => {
  for (const request of requests) {
    const {text} = await renderLetter({...request, letterhead: {...letterhead, postalAddress: null}});
    expect(text.endsWith('Sent by Paperboy, https://paperboy.example.org\n')).toBe(true);
  }
});

test('the welcome letter tells the schedule that was chosen, and the first mail’s day and hour', async () => {
  const schedule = {frequency: 'weekdays', weekday: 1, hour: 7, timezone: 'Asia/Kolkata'} as const;
  const {text, html} = await renderLetter({
    letterhead,
    letter: 'welcome',
    links: {manage, unsubscribe},
    schedule,
    first: {text: '2026-12-01T07:00', day: '2026-12-01', weekday: 2},
  });
  expect(text.replaceAll('\n', ' ')).toContain('Papers arrive Monday to Friday at 07:00 (Asia/Kolkata).');
  expect(html).toContain(
    'Papers arrive Monday to Friday at 07:00 (Asia/Kolkata). The first comes on Tuesday 1 December at 07:00.',
  );
});

test.each(['en', 'ar', 'ja'] as const)(
  'the confirmation in %s shows papers, whatever their titles hold',
  async language => {
    const {html, text} = await renderLetter({
      ...{letterhead, letter: 'confirm', links: {confirm, neverAgain}, days: 7, schedule: daily, language},
      papers: [
        {title: '<b>Bold</b> & "Quoted"', reason: 'For you: reasoning'},
        {title: 'נייר', reason: 'Trending: 34 upvotes'},
      ],
    });
    expect(html).toContain('&lt;b&gt;Bold&lt;/b&gt; &amp; &quot;Quoted&quot;');
    expect(html).not.toContain('<b>Bold');
    expect(html.split('<a ').length - 1).toBe(1);
    expect(text).toContain('<b>Bold</b> & "Quoted"');
    expect(text).toContain('(Trending: 34 upvotes)');
  },
);

test.each(requests)('$letter begins as text with what it says, not with a name', async request => {
  const {html, text} = await renderLetter(request);
  const [first = ''] = text.split('\n');
  expect(html).toContain(first.split(' ').slice(0, 3).join(' '));
  expect(first).not.toBe(letterhead.name);
});

test('a confirm link that holds for a day says so', async () => {
  const {text} = await renderLetter({
    letterhead,
    letter: 'confirm',
    links: {confirm, neverAgain},
    days: 1,
    schedule: daily,
  });
  expect(text).toContain('The link is valid for one day.');
});
