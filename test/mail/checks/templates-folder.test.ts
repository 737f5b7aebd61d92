import {mkdir, symlink, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {checkTemplates} from '../../../src/mail/checks/check-templates.ts';
import {faultInWords} from '../../../src/mail/template-files.ts';
import {openTemplatesFolder, type TemplatesFolder} from '../../support/templates-folder.ts';
import {letterhead} from '../sample-edition.ts';
import {checkFolder} from './check-folder.ts';

let own: TemplatesFolder;
beforeEach(async () => {
  own = await openTemplatesFolder();
});
afterEach(() => own.close());

const check = () => checkFolder(own.folder);

describe('a folder', () => {
  test('whose weekly template has a fault is told its place', async () => {
    const line = await own.change('weekly.txt', 'day.name', 'day.nmae');
    expect((await check()).faults).toEqual([expect.stringContaining(`weekly.txt:${line}: `)]);
    await own.put('weekly.txt', '{{ slot.five }}');
    expect((await check()).faults.join()).toContain('weekly.txt: the');
  });

  test('with copies of all built-in templates passes', async () => {
    for (const name of ['digest.mjml', 'digest.txt', 'weekly.mjml', 'weekly.txt'] as const)
      await own.change(name, '{', '{');
    expect((await check()).faults).toEqual([]);
  });

  test('that is not there is a fault', async () => {
    const {faults} = await checkTemplates(join(own.folder, 'nowhere'), letterhead);
    expect(faults.map(faultInWords)).toEqual(['TEMPLATES_DIR: cannot be read (ENOENT)']);
  });

  test('without a template, or with a misspelt one, is warned of', async () => {
    await own.put('digset.mjml', '<mjml></mjml>');
    expect((await check()).warnings).toEqual([
      'TEMPLATES_DIR: holds none of digest.mjml, digest.txt, weekly.mjml and weekly.txt',
      'digset.mjml: is not a template: digest.mjml, digest.txt, weekly.mjml and weekly.txt are',
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
    await own.change('digest.txt', '\n--\n', '----');
    await writeFile(join(own.folder, '..data', 'digest.mjml'), '<mjml></mjml>');
    await symlink(join('..data', 'digest.mjml'), join(own.folder, 'digest.mjml'));
    expect((await check()).faults.join()).toContain('digest.mjml');
  });

  test.each([
    [
      'a folder in place of a file',
      async () => void (await mkdir(join(own.folder, 'digest.txt'))),
      'is not a file',
    ],
    ['bytes that are no UTF-8', () => own.put('digest.txt', Buffer.from([0xff, 0xfe, 0x41])), 'is not UTF-8'],
    ['a huge file', () => own.put('digest.txt', 'x'.repeat(200_001)), 'a template has at most 200000'],
    ['an empty file', () => own.put('digest.mjml', ''), 'digest.mjml: Parsing failed. Check your mjml.'],
  ])('with %s is a fault', async (_, put, problem) => {
    await put();
    expect((await check()).faults.join()).toContain(problem);
  });
});
