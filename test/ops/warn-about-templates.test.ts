import {Writable} from 'node:stream';
import {pino} from 'pino';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {warnAboutTemplates} from '../../src/ops/warn-about-templates.ts';
import {letterhead} from '../mail/sample-edition.ts';
import {openTemplatesFolder, type TemplatesFolder} from '../support/templates-folder.ts';

let own: TemplatesFolder;
beforeEach(async () => {
  own = await openTemplatesFolder();
});
afterEach(() => own.close());

const warn = async (templatesDir: string | null) => {
  const lines: {level: number; event: string; msg: string}[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      lines.push(JSON.parse(chunk.toString()));
      done();
    },
  });
  const faults = await warnAboutTemplates({templatesDir, letterhead, log: pino(stream)});
  return {faults, lines: lines.map(({level, event, msg}) => ({level, event, msg}))};
};

test('a start says every fault of custom templates in the log, with its place', async () => {
  const line = await own.change('digest.mjml', '{{ why }}', '{{ warum }} {{ wer }}');
  expect(await warn(own.folder)).toEqual({
    faults: 2,
    lines: ['warum', 'wer'].map(name => ({
      level: pino.levels.values.error,
      event: 'templates.refused',
      msg: `digest.mjml:${line}: there is no variable "${name}"`,
    })),
  });
});

test('a start says nothing of good templates, nor of ours', async () => {
  await own.change('digest.txt', '{{ words.moreForYou | upcase }}', 'YOURS');
  expect(await warn(own.folder)).toEqual({faults: 0, lines: []});
  expect(await warn(null)).toEqual({faults: 0, lines: []});
});
