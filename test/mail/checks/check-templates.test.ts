import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {
  openTemplatesFolder,
  type TemplateName,
  type TemplatesFolder,
} from '../../support/templates-folder.ts';
import {letterhead} from '../sample-edition.ts';
import {checkFolder} from './check-folder.ts';

let own: TemplatesFolder;
beforeEach(async () => {
  own = await openTemplatesFolder();
});
afterEach(() => own.close());

const check = (from?: typeof letterhead) => checkFolder(own.folder, from);

test('the built-in templates pass as custom ones, without a warning', async () => {
  await own.change('digest.mjml', '</mjml>', '</mjml>\n');
  await own.change('digest.txt', '\n--\n', '\n----\n');
  const {faults, warnings, sample} = await check();
  expect({faults, warnings}).toEqual({faults: [], warnings: []});
  expect(sample?.text).toContain('\n----\n');
});

test('the built-in templates pass with a logo and a footer too', async () => {
  await own.change('digest.mjml', '</mjml>', '</mjml>\n');
  const branded = {...letterhead, logoUrl: 'https://paperboy.example.org/logo.png', footer: 'Made <here>.'};
  const {faults, warnings, sample} = await check(branded);
  expect({faults, warnings}).toEqual({faults: [], warnings: []});
  expect(sample?.html).toContain('<img src="https://paperboy.example.org/logo.png"');
});

test('one of the two files is enough, and the other is ours', async () => {
  await own.change('digest.txt', '{{ words.readOnWeb }}:', 'Im Netz:');
  const {faults, sample} = await check();
  expect(faults).toEqual([]);
  expect(sample?.text).toContain('Im Netz:');
  expect(sample?.html).toContain('Read on the web');
});

test.each([
  [
    'digest.mjml' as const,
    ':root .q{ {{- ground }}({{ light.quiet }},{{ dark.quiet }})!important}',
    ':root .q{color:light-dark({{ light.quiet }},{{ dark.quiet }})!important}',
    'a light-dark() colour without a background-color in the same rule',
  ],
  [
    'digest.mjml' as const,
    ':root .q{ {{- ground }}({{ light.quiet }}',
    '.q{background-color:{{ light.ground }};color:light-dark({{ light.quiet }}',
    'light-dark() is black in Claws Mail',
  ],
  [
    'digest.mjml' as const,
    '{{ paper.firstAuthor | isolated }}{{ paper.andOthers }}{{ stop }}',
    '<span lang="en" dir="auto">{{ paper.line }}</span>',
    'paper.line is marked as English',
  ],
  ['digest.mjml' as const, '.l a{display:inline-block;padding:5px 0}', '', 'on a phone titles of one line'],
  ['weekly.mjml' as const, 'direction="rtl"', '', 'in Arabic it runs from left to right'],
  [
    'digest.mjml' as const,
    "h2,h3,p{text-align:{% if dir == 'rtl' %}right{% else %}start{% endif %}}",
    'h2,h3,p{text-align:start}',
    'in Arabic what papers say in English begins at the other edge',
  ],
])('what was mended since an older copy of %s is told with its line: %s', async (name, ours, older, says) => {
  const line = await own.change(name, ours, older);
  const {faults, warnings} = await check();
  expect(faults).toEqual([]);
  const [told = ''] = warnings;
  expect(told).toContain(says);
  // What is lacking is told at the line where it belongs.
  if (older !== '') expect(told).toContain(`${name}:${line}: `);
  else expect(told).toMatch(new RegExp(`^${name}:\\d+: `));
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
    ['an unknown slot', 'digest.mjml', 'slot.reason', 'slot.weil', 'undefined variable: slot.weil'],
    [
      'an unknown filter',
      'digest.txt',
      'paper.title | wrap: 0',
      'paper.title | warp: 0',
      'undefined filter: warp',
    ],
    [
      'a file to include',
      'digest.txt',
      '{{ words.oneClick }}',
      "{% include '/etc/passwd' %}",
      'tag "include" not found',
    ],
    [
      'a file to render',
      'digest.txt',
      '{{ words.oneClick }}',
      "{% render '../digest.txt' %}",
      'tag "render" not found',
    ],
    ['a layout', 'digest.mjml', '<mj-head>', "{% layout 'x' %}<mj-head>", 'tag "layout" not found'],
    [
      'text of papers as markup',
      'digest.mjml',
      '{{ paper.title }}',
      '{{ paper.title | raw }}',
      'undefined filter: raw',
    ],
    [
      'a way to prototypes',
      'digest.txt',
      '{{ words.oneClick }}',
      '{{ theme.__proto__ }}',
      'there is no variable "theme"',
    ],
    [
      'a way to constructors',
      'digest.txt',
      '{{ words.oneClick }}',
      '{{ fonts.constructor.constructor }}',
      'undefined variable: fonts.constructor',
    ],
    ['an MJML element that there is not', 'digest.mjml', '<mj-column>', '<mj-colunm>', '<mj-colunm>'],
    [
      'an MJML attribute that there is not',
      'digest.mjml',
      '<mj-text>',
      '<mj-text paddding="1px">',
      '<mj-text>: Attribute paddding is illegal',
    ],
    [
      'an MJML element that is not closed',
      'digest.mjml',
      '        <mj-text>',
      '        <mj-spacer height="1px"><mj-text>',
      '<mj-spacer> is not closed',
    ],
    [
      'MJML that would read files',
      'digest.mjml',
      '<mj-head>',
      '<mj-head><mj-include path="/etc/passwd" />',
      'mj-include is not supported',
    ],
    [
      'a script',
      'digest.mjml',
      '<mj-head>',
      '<mj-head><mj-raw><script>1</script></mj-raw>',
      '<script> is not',
    ],
    [
      'a form',
      'digest.mjml',
      '{{ sender }}</div>',
      '<form></form>{{ sender }}</div>',
      '<form> is not allowed in an email',
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
      '<link> is not allowed in an email',
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
      'a link points to "javascript:alert(1)"',
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
      '{{ paper.titleAndStanding | wrap: 0 }}',
      '{{ paper.titleAndStanding | wrap: 0 }} {{ slot.viewUrl }}',
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
      'a slot of a paper in the heading of a topic',
      'digest.mjml',
      '{{ slot.topic }}',
      '{{ slot.topic }} {{ slot.rank }}',
      '"slot.rank" has no value in "cut.topic"',
    ],
    [
      'a part that is not ended',
      'digest.mjml',
      '{{- done.invitation }}',
      '',
      '"when.invitation" has no "done.invitation"',
    ],
    ['papers that are not cut apart', 'digest.txt', '{{ cut.lead }}', '', 'belongs: each paper has a cut'],
    [
      'a list without end',
      'digest.txt',
      '{{ words.oneClick }}',
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
