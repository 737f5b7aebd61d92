import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {
  openTemplatesFolder,
  type TemplateName,
  type TemplatesFolder,
} from '../../support/templates-folder.ts';
import {checkFolder} from './check-folder.ts';

let own: TemplatesFolder;
beforeEach(async () => {
  own = await openTemplatesFolder();
});
afterEach(() => own.close());

const check = () => checkFolder(own.folder);

describe('a part that every mail has must not be missing:', () => {
  test.each<[string, TemplateName, string, string, string]>([
    ['the way out', 'digest.txt', '{{ slot.unsubscribeUrl }}', '', 'the unsubscribe link is missing'],
    [
      'a footer that is commented out',
      'digest.mjml',
      '{{ sender }}</div>',
      '<!-- {{ sender }} --></div>',
      'the postal address is missing',
    ],
    [
      'a way that is printed and no link',
      'digest.mjml',
      '<a href="{{ slot.manageUrl }}">{{ words.changeSettings }}</a>',
      '{{ slot.manageUrl }}',
      'the settings link is missing',
    ],
    ['the choices', 'digest.mjml', '{{ slot.manageUrl }}', 'https://example.org/', 'the settings link'],
    ['the web', 'digest.txt', '{{ slot.viewUrl }}', '', 'the link to the edition on the web'],
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
    ['titles', 'digest.txt', '{{ paper.title | wrap: 0 }}', 'A paper', 'the title of the paper at place 1'],
    [
      'links',
      'digest.mjml',
      'href="{{ paper.url }}"',
      'href="https://example.org"',
      'the link of the paper at place 1',
    ],
    ['links of the text', 'digest.txt', '  {{ paper.url }}', '', 'the link of the paper at place 1'],
    ['votes and reasons', 'digest.mjml', '{{ paper.standing }}', '', 'what is said of votes and reasons'],
    ["the reader's own reason", 'digest.txt', '{{ slot.reason }}', '', "the reader's own reason"],
    ['how many are left out', 'digest.mjml', '{{ slot.more }}', 'More', 'how many papers are left out'],
  ])('%s', async (_, name, from, to, problem) => {
    await own.change(name, from, to);
    const {faults} = await check();
    expect(faults.join('\n')).toContain(problem);
    expect(faults.every(fault => fault.startsWith(`${name}:`))).toBe(true);
  });
});

test('a mail of forty papers that mailboxes would cut off is refused, a long one is warned of', async () => {
  const filled = (letters: number) =>
    own.change(
      'digest.mjml',
      '          {{ cut.brief }}',
      `          {{ cut.brief }}<!-- ${'x'.repeat(letters)} -->`,
    );
  await filled(2_600);
  expect((await check()).faults.join()).toMatch(
    /^digest\.mjml: 40 papers make \d{6} bytes of HTML, more than 100000/,
  );
  await filled(1_500);
  const {faults, warnings} = await check();
  expect(faults).toEqual([]);
  expect(warnings.join()).toMatch(/^digest\.mjml: 40 papers make \d{5} bytes of HTML, more than 80000/);
});

test('a mail between the two limits is told by its bytes, never by papers that are missing', async () => {
  await own.change('digest.txt', '\n--\n', '\n----\n');
  for (const letters of [1_800, 1_400]) {
    await own.change(
      'digest.mjml',
      '          {{ cut.brief }}',
      `          {{ cut.brief }}<!-- ${'x'.repeat(letters)} -->`,
    );
    const {faults, warnings} = await check();
    expect([...faults, ...warnings].join()).toMatch(
      /^digest\.mjml: 40 papers make \d+ bytes of HTML, more than/,
    );
  }
});
