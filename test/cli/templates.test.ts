import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Desk, openDesk} from '../support/command.ts';
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

test('templates check holds good templates to the bars that need no browser', async () => {
  await own.change('digest.txt', 'Read it on the web:', 'On the web:');
  const {exit, json} = await desk.paperboy('templates', 'check', '--json');
  expect(json()).toMatchObject({
    passes: true,
    faults: [],
    bars: [
      {bar: 'the message', state: 'good'},
      {bar: 'words in text', state: 'good'},
      {bar: 'html-validate', state: 'good'},
      {bar: 'caniemail', state: 'good'},
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

test('templates check fails where a bar is not met that no single line breaks', async () => {
  await own.change(
    'digest.mjml',
    '<mj-column>',
    '<mj-column><mj-text><div id="a">x</div><div id="a">x</div></mj-text>',
  );
  const {exit, json} = await desk.paperboy('templates', 'check', '--json');
  expect(json()).toMatchObject({
    passes: false,
    faults: [],
    bars: expect.arrayContaining([
      {bar: 'html-validate', state: 'fault', says: expect.stringContaining('no-dup-id')},
    ]),
  });
  expect(exit).toBe(1);
});

test('a doctor finds broken templates, with the place and what to do', async () => {
  const line = await own.change('digest.txt', '{{ why | wrap: 0 }}', '{{ warum }}');
  const {exit, out} = await desk.paperboy('doctor');
  expect(out).toMatch(new RegExp(`TROUBLE +templates +digest\\.txt:${line}: there is no variable "warum"`));
  expect(out).toContain('→ mend it; until then no edition is sent');
  expect(exit).toBe(1);
});
