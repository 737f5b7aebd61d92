import {mkdir, symlink, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {checkTemplates} from '../../src/mail/check-templates.ts';
import {faultInWords} from '../../src/mail/template-files.ts';
import {openTemplatesFolder, type TemplateName, type TemplatesFolder} from '../support/templates-folder.ts';
import {letterhead} from './sample-edition.ts';

let own: TemplatesFolder;
beforeEach(async () => {
  own = await openTemplatesFolder();
});
afterEach(() => own.close());

const check = async (from = letterhead) => {
  const {faults, warnings, sample} = await checkTemplates(own.folder, from);
  return {faults: faults.map(faultInWords), warnings: warnings.map(faultInWords), sample};
};

test('our own templates pass as an operator’s, without a warning', async () => {
  await own.change('digest.mjml', '</mjml>', '</mjml>\n');
  await own.change('digest.txt', '---', '----');
  const {faults, warnings, sample} = await check();
  expect({faults, warnings}).toEqual({faults: [], warnings: []});
  expect(sample?.text).toContain('\n----\n');
});

test('our own templates pass with a logo and a footer too', async () => {
  await own.change('digest.mjml', '</mjml>', '</mjml>\n');
  const branded = {...letterhead, logoUrl: 'https://paperboy.example.org/logo.png', footer: 'Made <here>.'};
  const {faults, warnings, sample} = await check(branded);
  expect({faults, warnings}).toEqual({faults: [], warnings: []});
  expect(sample?.html).toContain('<img src="https://paperboy.example.org/logo.png"');
});

test('one of the two files is enough, and the other is ours', async () => {
  await own.change('digest.txt', 'Read it on the web:', 'Im Netz:');
  const {faults, sample} = await check();
  expect(faults).toEqual([]);
  expect(sample?.text).toContain('Im Netz:');
  expect(sample?.html).toContain('Read on the web');
});

describe('a fault is told with its file and line:', () => {
  const ABOUT_WHAT_IS_NOT_THERE = /no "done|belongs/;

  type Case = [string, TemplateName, string, string, string];
  const cases: Case[] = [
    ['a Liquid tag that there is not', 'digest.mjml', '{%- if footer', '{%- fi footer', 'tag "fi" not found'],
    [
      'a condition without an end',
      'digest.txt',
      '{{ sender | wrap: 0 }}',
      '{% if name %}{{ sender | wrap: 0 }}',
      'tag {% if name %} not closed',
    ],
    ['an unknown variable', 'digest.mjml', '{{ why }}', '{{ warum }}', 'there is no variable "warum"'],
    [
      'an unknown variable where no edition of today comes by',
      'digest.mjml',
      '{{ why }}',
      '{% if total > 999 %}{{ warum }}{% endif %}{{ why }}',
      'there is no variable "warum"',
    ],
    [
      'an unknown part of a paper',
      'digest.txt',
      'paper.title',
      'paper.titel',
      'undefined variable: paper.titel',
    ],
    ['an unknown slot', 'digest.mjml', 'slot.because', 'slot.weil', 'undefined variable: slot.weil'],
    [
      'an unknown filter',
      'digest.txt',
      'paper.title | wrap: 4',
      'paper.title | warp: 4',
      'undefined filter: warp',
    ],
    ['a file to include', 'digest.txt', '---', "{% include '/etc/passwd' %}", 'tag "include" not found'],
    ['a file to render', 'digest.txt', '---', "{% render '../digest.txt' %}", 'tag "render" not found'],
    ['a layout', 'digest.mjml', '<mj-head>', "{% layout 'x' %}<mj-head>", 'tag "layout" not found'],
    [
      'text of papers as markup',
      'digest.mjml',
      '{{ paper.title }}',
      '{{ paper.title | raw }}',
      'undefined filter: raw',
    ],
    ['a way to prototypes', 'digest.txt', '---', '{{ theme.__proto__ }}', 'there is no variable "theme"'],
    [
      'a way to constructors',
      'digest.txt',
      '---',
      '{{ fonts.constructor.constructor }}',
      'undefined variable: fonts.constructor',
    ],
    ['an MJML element that there is not', 'digest.mjml', '<mj-column>', '<mj-colunm>', '<mj-colunm>'],
    [
      'an MJML attribute that there is not',
      'digest.mjml',
      '<mj-text padding="{{ space.paper }}px 0 0">',
      '<mj-text paddding="1px">',
      '<mj-text>: Attribute paddding is illegal',
    ],
    [
      'an MJML element that is not closed',
      'digest.mjml',
      '        <mj-text align="center" padding="18px 0 0">',
      '        <mj-spacer height="1px"><mj-text align="center" padding="18px 0 0">',
      '<mj-spacer> is not closed',
    ],
    [
      'MJML that would read files',
      'digest.mjml',
      '<mj-head>',
      '<mj-head><mj-include path="/etc/passwd" />',
      'mj-include is not taken',
    ],
    [
      'a script',
      'digest.mjml',
      '<mj-head>',
      '<mj-head><mj-raw><script>1</script></mj-raw>',
      '<script> may not',
    ],
    [
      'a form',
      'digest.mjml',
      '<p style="margin:8px 0 0">{{ sender }}</p>',
      '<form></form>{{ sender }}',
      '<form> may not be in a mail',
    ],
    [
      'a picture from elsewhere',
      'digest.mjml',
      '<mj-text>',
      '<mj-image src="https://example.net/a.png" alt="a" /><mj-text>',
      'the mail would load "https://example.net/a.png"',
    ],
    [
      'a web font',
      'digest.mjml',
      '<mj-attributes>',
      '<mj-font name="Georgia" href="https://example.net/font.css" /><mj-attributes>',
      '<link> may not be in a mail',
    ],
    [
      'a style that loads',
      'digest.mjml',
      '.q{color',
      '.z{background:u/**/rl(https://example.net/x)}.q{color',
      'a style would load or run something ("https://example.net/x")',
    ],
    [
      'a link that is a script',
      'digest.mjml',
      '<a href="{{ slot.manageUrl }}">',
      '<a href="java&#x73;cript:alert(1)">x</a><a href="{{ slot.manageUrl }}">',
      'a link leads to "javascript:alert(1)"',
    ],
    [
      'a slot at a place where it has no value',
      'digest.txt',
      '{{ date }}',
      '{{ date }} {{ slot.rank }}',
      '"slot.rank" has no value outside of a paper',
    ],
    [
      'a slot of the mail inside of a paper',
      'digest.txt',
      '    More or less',
      '    {{ slot.viewUrl }} More or less',
      '"slot.viewUrl" has no value inside of a paper',
    ],
    [
      'a preheader in the text part',
      'digest.txt',
      '{{ date }}',
      '{{ date }} {{ slot.preheader }}',
      '"slot.preheader" has no value outside of a paper in digest.txt',
    ],
    [
      'a part that is not ended',
      'digest.mjml',
      '{{- done.because }}',
      '',
      '"when.because" has no "done.because"',
    ],
    ['papers that are not cut apart', 'digest.txt', '{{ cut[layout] }}', '', 'belongs: each paper has a cut'],
    [
      'a list without end',
      'digest.txt',
      '---',
      '{% for i in (1..999999999) %}a{% endfor %}',
      'memory alloc limit',
    ],
  ];
  test.each(cases)('%s', async (_, name, from, to, problem) => {
    const line = await own.change(name, from, to);
    const {faults, sample} = await check();
    expect(sample).toBeNull();
    const [first = ''] = faults;
    expect(first).toContain(problem);
    if (!ABOUT_WHAT_IS_NOT_THERE.test(problem)) expect(first).toContain(`${name}:${line}: `);
    else expect(first.startsWith(name)).toBe(true);
  });
});

describe('a part that every mail has must not be missing:', () => {
  test.each<[string, TemplateName, string, string, string]>([
    ['the way out', 'digest.txt', '{{ slot.unsubscribeUrl }}', '', 'the way out is missing'],
    [
      'the way out at the top',
      'digest.mjml',
      ' &nbsp;·&nbsp; <a href="{{ slot.unsubscribeUrl }}">Unsubscribe</a>\n        </mj-text>\n        <mj-text align="center" padding="18px',
      '\n        </mj-text>\n        <mj-text align="center" padding="18px',
      'must stand at the top too',
    ],
    [
      'a footer that is commented out',
      'digest.mjml',
      '<p style="margin:8px 0 0">{{ sender }}</p>',
      '<!-- <p>{{ sender }}</p> -->',
      'the postal address is missing',
    ],
    [
      'a way that is printed and no link',
      'digest.mjml',
      '<a href="{{ slot.manageUrl }}">Change topics, hour and days</a>',
      '{{ slot.manageUrl }}',
      'the way to the choices is missing',
    ],
    ['the choices', 'digest.mjml', '{{ slot.manageUrl }}', 'https://example.org/', 'the way to the choices'],
    ['the web', 'digest.txt', '{{ slot.viewUrl }}', '', 'the way to the edition on the web'],
    ['why it came', 'digest.mjml', '{{ why }}', '', 'why the reader gets this is missing (why)'],
    [
      'the postal address',
      'digest.txt',
      '{{ sender | wrap: 0 }}',
      '{{ name }}',
      'the postal address is missing',
    ],
    ['the preheader', 'digest.mjml', '{{ slot.preheader }}', '', 'the preheader (slot.preheader) must stand'],
    [
      'a preheader that is hidden',
      'digest.mjml',
      'display:none;max-height:0',
      'max-height:1px',
      'display:none',
    ],
    ['titles', 'digest.txt', '{{ paper.title | wrap: 4 }}', 'A paper', 'the title of the paper at place 1'],
    [
      'links',
      'digest.mjml',
      'href="{{ paper.url }}"',
      'href="https://example.org"',
      'the link of the paper at place 1',
    ],
    [
      'links of the text',
      'digest.txt',
      '{{ link.label }}: {{ link.url }}',
      '',
      'the link of the paper at place 1',
    ],
    ['votes and reasons', 'digest.mjml', '{{ paper.facts }}', '', 'what is said of votes and reasons'],
    ["the reader's own reason", 'digest.txt', '{{ slot.because }}', '', "the reader's own reason"],
    [
      'how many are left out',
      'digest.mjml',
      '{{ slot.leftOut }} of',
      'More of',
      'how many papers are left out',
    ],
  ])('%s', async (_, name, from, to, problem) => {
    await own.change(name, from, to);
    const {faults} = await check();
    expect(faults.join('\n')).toContain(problem);
    expect(faults.every(fault => fault.startsWith(`${name}:`))).toBe(true);
  });
});

test('a mail of forty papers that mailboxes would cut off is refused, and one that is long is warned of', async () => {
  const filled = (letters: number) =>
    own.change(
      'digest.mjml',
      '          {{ cut[layout] }}',
      `          {{ cut[layout] }}<!-- ${'x'.repeat(letters)} -->`,
    );
  await filled(2_500);
  expect((await check()).faults.join()).toMatch(
    /^digest\.mjml: 40 papers make \d{6} bytes of HTML, more than 100000/,
  );
  await filled(800);
  const {faults, warnings} = await check();
  expect(faults).toEqual([]);
  expect(warnings.join()).toMatch(/^digest\.mjml: 40 papers make \d{5} bytes of HTML, more than 80000/);
});

test('a mail between the limits of a mailbox and of the check is told by its bytes, never by papers that are missing', async () => {
  await own.change('digest.txt', '---', '----');
  for (const letters of [1_250, 1_000]) {
    await own.change(
      'digest.mjml',
      '          {{ cut[layout] }}',
      `          {{ cut[layout] }}<!-- ${'x'.repeat(letters)} -->`,
    );
    const {faults, warnings} = await check();
    expect([...faults, ...warnings].join()).toMatch(
      /^digest\.mjml: 40 papers make \d+ bytes of HTML, more than/,
    );
  }
});

describe('a folder', () => {
  test('that is not there is a fault', async () => {
    const {faults} = await checkTemplates(join(own.folder, 'nowhere'), letterhead);
    expect(faults.map(faultInWords)).toEqual(['TEMPLATES_DIR: cannot be read (ENOENT)']);
  });

  test('without a template, or with a misspelt one, is warned of', async () => {
    await own.put('digset.mjml', '<mjml></mjml>');
    expect((await check()).warnings).toEqual([
      'TEMPLATES_DIR: holds neither digest.mjml nor digest.txt',
      'digset.mjml: is no template: digest.mjml and digest.txt are',
    ]);
  });

  test('whose template leads out of it is a fault, and nothing outside is read', async () => {
    const outside = join(dirname(own.folder), 'paperboy-outside.txt');
    await writeFile(outside, 'a secret');
    await symlink(outside, join(own.folder, 'digest.txt'));
    expect((await check()).faults).toEqual(['digest.txt: leads out of the folder']);
  });

  test('whose template is a link inside of it is read, as Kubernetes mounts files', async () => {
    await mkdir(join(own.folder, '..data'));
    await own.change('digest.txt', '---', '----');
    await writeFile(join(own.folder, '..data', 'digest.mjml'), '<mjml></mjml>');
    await symlink(join('..data', 'digest.mjml'), join(own.folder, 'digest.mjml'));
    expect((await check()).faults.join()).toContain('digest.mjml');
  });

  test.each([
    [
      'a folder in place of a file',
      async () => void (await mkdir(join(own.folder, 'digest.txt'))),
      'is no file',
    ],
    ['bytes that are no UTF-8', () => own.put('digest.txt', Buffer.from([0xff, 0xfe, 0x41])), 'is not UTF-8'],
    ['a huge file', () => own.put('digest.txt', 'x'.repeat(200_001)), 'a template has at most 200000'],
    ['an empty file', () => own.put('digest.mjml', ''), 'digest.mjml: Parsing failed. Check your mjml.'],
  ])('with %s is a fault', async (_, put, problem) => {
    await put();
    expect((await check()).faults.join()).toContain(problem);
  });
});
