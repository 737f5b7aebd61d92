import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {afterPowerCut, type DiskStep, withoutPowerCut} from '../../../chaos/power/disk-model.ts';
import {recordFiles} from '../../../chaos/power/record-files.ts';
import {openRandom} from '../../../chaos/seed.ts';
import {outboxTransport} from '../../../src/delivery/transports/outbox/outbox.ts';
import {batchOf} from '../../../src/mail/body/batch.ts';
import {mailsTo} from '../../delivery/transports/mails.ts';

/** What the outbox asked of the disk for two calls, and when each was answered. */
let steps: DiskStep[];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-power-'));
  const recording = recordFiles(folder);
  try {
    const outbox = outboxTransport({
      folder: join(folder, 'outbox'),
      toEml: async ({mail}) => Buffer.from(mail.to),
    });
    for (const key of ['2026-03-12/1/0001', '2026-03-12/1/0002']) {
      expect((await outbox.send({key, batch: batchOf(mailsTo(2))})).kind).toBe('accepted');
      recording.steps.push({do: 'answer', what: key});
    }
    await outbox.close();
  } finally {
    recording.end();
  }
  steps = recording.steps;
});

afterAll(() => rm(folder, {recursive: true, force: true}));

/** How often the disk chooses at each moment. */
const CHOICES = 40;

/** What is wrong after a power cut at any moment, whatever the disk chose. */
const faultsOf = (recorded: DiskStep[]): Set<string> => {
  const faults = new Set<string>();
  const random = openRandom('power');
  for (let cut = 1; cut <= recorded.length; cut += 1) {
    const done = recorded.slice(0, cut);
    const wanted = contentsOf(recorded);
    const answered = new Set(done.flatMap(step => (step.do === 'answer' ? [step.what] : [])));
    const promised = promisedBy(answered);
    for (let round = 0; round < CHOICES; round += 1) {
      const files = afterPowerCut(done, among => random.whole(0, among - 1));
      for (const [path, content] of files)
        if (!path.endsWith('.tmp') && !wanted.get(path)?.some(one => one.equals(content)))
          faults.add('a file is not whole');
      for (const path of promised) if (!files.has(path)) faults.add('a file of an accepted call is gone');
    }
  }
  return faults;
};

/** Every content that a name ever had. */
const contentsOf = (recorded: DiskStep[]): Map<string, Buffer[]> => {
  const contents = new Map<string, Buffer[]>();
  for (let cut = 1; cut <= recorded.length; cut += 1)
    if (recorded[cut - 1]?.do === 'rename')
      for (const [path, content] of withoutPowerCut(recorded.slice(0, cut)))
        contents.set(path, [...(contents.get(path) ?? []), content]);
  return contents;
};

/** The files of the calls that were answered: the mails', and the record. */
const promisedBy = (answered: Set<string>): string[] => {
  const last = steps.findLastIndex(step => step.do === 'answer' && answered.has(step.what));
  const upTo = withoutPowerCut(steps.slice(0, last + 1));
  return [...upTo.keys()].filter(path => !path.endsWith('.tmp') && !path.endsWith('index.html'));
};

test('a power cut at any moment leaves each file whole or not at all, and all that was accepted', () => {
  expect(steps.filter(step => step.do === 'rename').length).toBe(2 * (2 * 3 + 1) + 1);
  expect(promisedBy(new Set(['2026-03-12/1/0001', '2026-03-12/1/0002']))).toHaveLength(14);
  expect([...faultsOf(steps)]).toEqual([]);
});

describe('control: the same must fail where', () => {
  const without = (...kinds: DiskStep['do'][]) => steps.filter(step => !kinds.includes(step.do));

  test('no file is synced', () => {
    expect([...faultsOf(without('sync'))]).toContain('a file is not whole');
  });

  test('no folder is synced', () => {
    expect([...faultsOf(without('sync-folder'))]).toEqual(['a file of an accepted call is gone']);
  });

  test('one folder on the way down is not synced', () => {
    for (const path of ['', 'outbox', 'outbox/2026-03-12', 'outbox/2026-03-12/1', 'outbox/.calls']) {
      const left = steps.filter(step => step.do !== 'sync-folder' || step.path !== path);
      expect(left.length, path).toBeLessThan(steps.length);
      expect([...faultsOf(left)], path).toContain('a file of an accepted call is gone');
    }
  });

  test('a file gets its name before it is synced', () => {
    const order = [...steps];
    for (const [place, step] of steps.entries())
      if (step.do === 'sync') {
        const named = steps.findIndex(
          (one, later) => later > place && one.do === 'rename' && one.path === step.path,
        );
        const renamed = steps[named];
        if (renamed?.do !== 'rename') continue;
        order[place] = renamed;
        order[named] = {do: 'sync', path: renamed.to};
      }
    expect([...faultsOf(order)]).toContain('a file is not whole');
  });

  test('a call is answered before its folders are synced', () => {
    const early = steps.flatMap((step): DiskStep[] => {
      if (step.do === 'answer') return [];
      const isRecord = step.do === 'rename' && step.to.includes('.calls/');
      const call = steps.slice(0, steps.indexOf(step)).filter(one => one.do === 'answer').length + 1;
      return isRecord ? [step, {do: 'answer', what: `2026-03-12/1/000${call}`}] : [step];
    });
    expect([...faultsOf(early)]).toContain('a file of an accepted call is gone');
  });
});
