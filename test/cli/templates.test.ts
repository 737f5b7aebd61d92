import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Desk, openDesk} from '../support/command.ts';
import {dailyItem, openPaperSource} from '../support/paper-source.ts';
import {openTemplatesFolder, type TemplatesFolder} from '../support/templates-folder.ts';

let own: TemplatesFolder;
let desk: Desk;

beforeEach(async () => {
  own = await openTemplatesFolder();
  desk = await openDesk({TEMPLATES_DIR: own.folder, PUBLIC_URL: 'https://papers.example.org'});
});

afterEach(async () => {
  await desk.close();
  await own.close();
});

test('templates check runs the checks that need no browser on good templates', async () => {
  await own.change('digest.txt', '{{ words.readOnWeb }}:', 'On the web:');
  const {exit, json} = await desk.paperboy('templates', 'check', '--json');
  expect(json()).toMatchObject({
    passes: true,
    faults: [],
    checks: [
      {check: 'the message', state: 'ok'},
      {check: 'words in text', state: 'ok'},
      {check: 'html-validate', state: 'ok'},
      {check: 'caniemail', state: 'ok'},
    ],
  });
  expect(exit).toBe(0);
});

test('templates check names the file and line of a fault, and fails', async () => {
  const line = await own.change('digest.mjml', '<mj-column>', '<mj-colunm>');
  const {exit, out, json} = await desk.paperboy('templates', 'check', '--json');
  expect(out).toContain('mj-colunm');
  expect(json()).toMatchObject({passes: false, faults: [{file: 'digest.mjml', line}]});
  expect(exit).toBe(1);
  expect((await desk.paperboy('templates', 'check')).out).toContain(`digest.mjml:${line}: <mj-colunm>`);
});

test('templates check fails where a check fails that no single line breaks', async () => {
  await own.change(
    'digest.mjml',
    '<mj-column>',
    '<mj-column><mj-text><div id="a">x</div><div id="a">x</div></mj-text>',
  );
  const {exit, json} = await desk.paperboy('templates', 'check', '--json');
  expect(json()).toMatchObject({
    passes: false,
    faults: [],
    checks: expect.arrayContaining([
      {check: 'html-validate', state: 'fault', message: expect.stringContaining('no-dup-id')},
    ]),
  });
  expect(exit).toBe(1);
});

test('a build with broken templates fails with the place, as does the status until they work', async () => {
  const line = await own.change('digest.txt', '{{ why | wrap: 0 }}', '{{ warum }}');
  const reason = `custom templates have errors: digest.txt:${line}: there is no variable "warum"`;
  const papers = await desk.file(
    '2026-03-12.json',
    JSON.stringify([dailyItem({id: '2603.00001', votes: 3, title: 'On folding'})]),
  );
  await desk.paperboy('papers', 'import', papers, '--date', '2026-03-12');
  const built = await desk.paperboy('editions', 'build', '2026-03-12', '--json');
  expect(built.exit).toBe(1);
  expect(built.json()).toMatchObject({state: 'skipped', reason});
  expect((await desk.paperboy('editions', 'status', '2026-03-12')).out).toContain(`skipped: ${reason}`);
  const preview = await desk.paperboy('editions', 'preview', '2026-03-12');
  expect(preview).toMatchObject({exit: 3, out: ''});
  expect(preview.err).toContain(reason);
  await own.change('digest.txt', '{{ words.moreForYou | upcase }}', 'YOURS');
  expect((await desk.paperboy('editions', 'build', '2026-03-12')).exit).toBe(0);
  expect((await desk.paperboy('editions', 'status', '2026-03-12')).out).toContain('2026-03-12  ready');
});

test('once says that custom templates are refused, and that not all is done', async () => {
  await own.change('digest.txt', '{{ why | wrap: 0 }}', '{{ warum }}');
  const source = await openPaperSource({daily: {}});
  try {
    desk.environment.HUGGING_FACE_URL = source.url;
    const {exit, err} = await desk.paperboy('once', '--patience', '1');
    expect(exit).toBe(4);
    expect(err).toContain('custom templates have errors; run: paperboy templates check');
  } finally {
    await source.close();
  }
});

test('a doctor finds broken templates, with the place and what to do', async () => {
  const line = await own.change('digest.txt', '{{ why | wrap: 0 }}', '{{ warum }}');
  const {exit, out} = await desk.paperboy('doctor');
  expect(out).toMatch(new RegExp(`ERROR +templates +digest\\.txt:${line}: there is no variable "warum"`));
  expect(out).toContain('→ fix it; no edition is sent until then');
  expect(exit).toBe(1);
});
