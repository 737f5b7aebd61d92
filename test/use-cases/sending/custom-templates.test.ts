import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';
import {openTemplatesFolder, type TemplatesFolder} from '../../support/templates-folder.ts';

let own: TemplatesFolder;
let newsletter: Newsletter;

beforeEach(async () => {
  own = await openTemplatesFolder();
  newsletter = await openNewsletter({environment: {TEMPLATES_DIR: own.folder}});
});

afterEach(async () => {
  await newsletter.close();
  await own.close();
});

const greet = (words: string) => own.change('digest.mjml', '{{ words.readOnWeb }}', words);
const breakIt = () => own.change('digest.mjml', '{{ why }}', '{{ warum }}');

/** What every mail that Resend took says in place of `Read on the web`. */
const greetings = (): Set<string> =>
  new Set(
    newsletter.resend
      .mails()
      .map(
        ({html}) => />([^<]*)<\/a> <i>&nbsp;·&nbsp; <\/i><a[^>]*>Unsubscribe/.exec(html ?? '')?.[1] ?? 'none',
      ),
  );

test('mails are made with a custom template', async () => {
  await greet('Im Netz lesen');
  await newsletter.subscribe(3);
  const id = await newsletter.edition();
  await newsletter.paperboy.sending.send(id);
  await newsletter.work(id);
  expect(greetings()).toEqual(new Set(['Im Netz lesen']));
});

describe('a broken template sends no broken mail, and ours does not step in for it:', () => {
  test('no edition is frozen, the status says where the fault is, and a mended template helps', async () => {
    const line = await breakIt();
    await expect(newsletter.edition()).rejects.toThrow(
      `custom templates have errors: digest.mjml:${line}: there is no variable "warum"`,
    );
    const [entry] = await newsletter.paperboy.stores.editions.list(1);
    expect(await newsletter.paperboy.sending.status(entry?.id ?? dailyEdition('2026-03-12'))).toMatchObject({
      state: 'skipped',
      reason: expect.stringContaining(`digest.mjml:${line}: `),
    });
    await greet('Im Netz lesen');
    expect(await newsletter.edition()).toBe('2026-03-12');
  });

  test('an edition that stands is not sent, the status says why, a mended template lets it go', async () => {
    await newsletter.subscribe(3);
    const id = await newsletter.edition();
    const line = await breakIt();
    const reason = `custom templates have errors: digest.mjml:${line}: there is no variable "warum"`;
    expect(await newsletter.paperboy.sending.send(id)).toEqual({kind: 'refused', reason});
    expect(await newsletter.paperboy.sending.status(id)).toMatchObject({
      state: 'needs-attention',
      reason,
      runs: [],
    });
    expect(await newsletter.paperboy.sending.sendLatest(1)).toEqual({kind: 'none', because: 'no mail'});
    expect(newsletter.resend.calls()).toEqual([]);
    await greet('Im Netz lesen');
    expect(await newsletter.paperboy.sending.status(id)).toMatchObject({state: 'ready', reason: null});
    await newsletter.paperboy.sending.send(id);
    await newsletter.work(id);
    expect(greetings()).toEqual(new Set(['Im Netz lesen']));
  });

  test('a wave stays due until the template is mended', async () => {
    await newsletter.subscribe(3, {timezone: 'UTC', hour: '8'});
    const id = await newsletter.edition();
    await breakIt();
    const dueWaves = async () =>
      (await newsletter.paperboy.sending.findDue()).waves.filter(({edition}) => edition === id);
    const before = await dueWaves();
    expect(before.length).toBeGreaterThan(0);
    for (const {edition, wave} of before)
      expect(await newsletter.paperboy.sending.planWave({edition: edition, wave: wave})).toMatchObject({
        mails: 0,
      });
    const [stillDue] = await dueWaves();
    if (!stillDue) throw new Error('no wave is due any more');
    await greet('Im Netz lesen');
    expect(await newsletter.paperboy.sending.planWave({edition: id, wave: stillDue.wave})).toMatchObject({
      mails: 3,
    });
  });

  test('a re-send is refused, and nobody is planned for it', async () => {
    await newsletter.subscribe(2);
    const id = await newsletter.edition();
    await newsletter.paperboy.sending.send(id);
    await newsletter.work(id);
    await breakIt();
    const outcome = await newsletter.paperboy.sending.resend({
      edition: id,
      to: [{kind: 'all'}],
      confirm: 2,
      who: 'ada',
      why: null,
    });
    expect(outcome).toMatchObject({kind: 'refused', reason: expect.stringContaining('digest.mjml:')});
    expect((await newsletter.paperboy.sending.status(id))?.runs).toHaveLength(1);
  });
});

test('a template changed or broken in mid-send changes no mail of the run, repeats included', async () => {
  await greet('The first words');
  await newsletter.subscribe(250);
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'reset', accept: true, key: '/0002'});
  await newsletter.paperboy.sending.send(id);
  const [first] = await newsletter.paperboy.stores.ledger.openChunks(id);
  if (!first) throw new Error('no chunk');
  await newsletter.paperboy.sending.sendChunk(first);
  await greet('Other words');
  const [second] = await newsletter.paperboy.stores.ledger.openChunks(id);
  if (!second) throw new Error('no second chunk');
  await newsletter.paperboy.sending.sendChunk(second);
  await breakIt();
  await newsletter.work(id);
  expect(greetings()).toEqual(new Set(['The first words']));
  expect([...newsletter.resend.inboxes().values()]).toEqual(Array.from({length: 250}, () => 1));
  expect(await newsletter.paperboy.sending.status(id)).toMatchObject({state: 'done'});
});
