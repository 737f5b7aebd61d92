import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import type {EditionId} from '../../../src/editions/edition.ts';
import type {Mail} from '../../../src/mail/mail.ts';
import {asLook, mintToken, NOBODY, parseToken, type TokenScope} from '../../../src/subscribers/tokens.ts';
import {form, openTestSite, publicUrl} from '../../support/test-site.ts';

const site = await openTestSite();
let edition: EditionId;

beforeEach(async () => {
  await site.empty();
  edition = await site.newsletter.edition();
});
afterAll(() => site.close());

const previewFor = async (reader: string | null): Promise<Mail> => {
  const outcome = await site.paperboy.editions.preview({edition, reader});
  if (outcome.kind !== 'mail') throw new Error(outcome.kind);
  return outcome.mail;
};

/** The paths of all personal links of a mail, its header's among them. */
const linksOf = ({html, text, headers}: Mail): string[] => {
  const all = `${html}\n${text}\n${JSON.stringify(headers)}`.replaceAll('&amp;', '&');
  const links = all.match(/https:\/\/[^\s"'<>\\]+/g) ?? [];
  const personal = links.filter(link => /\/(unsubscribe|manage|opinion|suggest)\//.test(link));
  return [...new Set(personal.map(link => link.slice(publicUrl.length).replace(/[)\].,]+$/, '')))];
};

const oneClick = form({'List-Unsubscribe': 'One-Click'});

describe('the links of a reader’s preview', () => {
  test('show the pages with a note, and no press changes anything', async () => {
    const reader = await site.subscriber('active');
    const links = linksOf(await previewFor(reader.address));
    for (const kind of ['unsubscribe', 'manage', 'opinion'])
      expect(links.filter(link => link.startsWith(`/${kind}/`))).not.toEqual([]);
    for (const link of links) {
      const shown = await site.get(link);
      expect(shown.status).toBe(200);
      expect(await shown.text()).toContain('comes from a preview or a test');
      for (const body of [oneClick, '', form({opinion: 'more', frequency: 'weekly'})]) {
        const pressed = await site.post(link, body);
        expect(pressed.status).toBe(200);
        expect(await pressed.text()).toContain('Nothing has changed');
      }
    }
    expect(await site.reread(reader.number)).toEqual(reader);
    expect(await site.letters()).toEqual([]);
  });

  test('lead to links that are as harmless', async () => {
    const reader = await site.subscriber('active');
    const manage = linksOf(await previewFor(reader.address)).find(link => link.startsWith('/manage/')) ?? '';
    const page = await (await site.get(manage)).text();
    const further = [...page.matchAll(/(?:href|action)="(\/[a-z-]+\/[\w-]{30,}[^"]*)"/g)].map(
      ([, path = '']) => path,
    );
    expect(further.length).toBeGreaterThan(4);
    for (const path of [...further, `${manage}/links`, `${manage}/erase`, `${manage}/address`]) {
      const pressed = await site.post(path, form({email: 'eve@example.net', paper: '2603.10000'}));
      expect([path, pressed.status, (await pressed.text()).includes('Nothing has changed')]).toEqual([
        path,
        200,
        true,
      ]);
    }
    expect(await site.reread(reader.number)).toEqual(reader);
    expect(await site.letters()).toEqual([]);
  });
});

test('so are those of a preview for nobody', async () => {
  const links = linksOf(await previewFor(null));
  expect(links).not.toEqual([]);
  for (const link of links)
    for (const answer of [await site.get(link), await site.post(link, oneClick)]) {
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('This is a preview');
    }
});

test('a test mail to a reader carries no link that acts for them', async () => {
  const reader = await site.subscriber('active');
  await site.paperboy.sending.sendTestMail({edition, to: reader.address});
  const mail = site.newsletter.resend.mails().at(-1);
  const links = linksOf({
    html: mail?.html ?? '',
    text: mail?.text ?? '',
    headers: mail?.headers ?? {},
  } as Mail);
  expect(links).not.toEqual([]);
  for (const link of links) await site.post(link, oneClick);
  expect(await site.reread(reader.number)).toEqual(reader);
});

test('a look opens no live page, and a live link is no look', async () => {
  const reader = await site.subscriber('active');
  const {linkKeys} = site.deps;
  const looks = asLook(linkKeys);
  const now = site.clock.at;
  const scopes: TokenScope[] = [
    'unsubscribe',
    'confirm',
    'manage',
    'opinion',
    'suggest',
    'change-address',
    'undo',
  ];
  for (const scope of scopes)
    for (const one of [reader, NOBODY]) {
      const wanted = {scope, reader: one, epoch: 0, expiresAt: null};
      const look = mintToken({keys: looks, ...wanted});
      const live = mintToken({keys: linkKeys, ...wanted});
      expect(parseToken({keys: looks, scope, token: look, now}).kind).toBe('token');
      expect(parseToken({keys: linkKeys, scope, token: look, now}).kind).toBe('refused');
      expect(parseToken({keys: looks, scope, token: live, now}).kind).toBe('refused');
    }
});
