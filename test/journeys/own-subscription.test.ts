import {afterEach, beforeEach, expect, test} from 'vitest';
import {mintToken, parseToken} from '../../src/subscribers/tokens.ts';
import {type Newsletter, openNewsletter} from '../support/newsletter.ts';

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter();
});

afterEach(() => newsletter.close());

/** Every key of every type and what stands in it, BullMQ's too, as one text a key. */
const everything = async (): Promise<Map<string, string>> => {
  const {redis} = newsletter;
  const readers: Record<string, (key: string) => Promise<unknown>> = {
    string: async key => (await redis.getBuffer(key))?.toString('latin1'),
    hash: async key =>
      Object.entries(await redis.hgetallBuffer(key)).map(([f, v]) => [f, v.toString('latin1')]),
    set: key => redis.smembers(key),
    zset: key => redis.zrange(key, '0', '-1'),
    list: key => redis.lrange(key, '0', '-1'),
    stream: key => redis.xrange(key, '-', '+'),
  };
  const texts = new Map<string, string>();
  for (const key of await redis.keys('*')) {
    const type = await redis.type(key);
    const read = readers[type];
    if (!read) throw new Error(`${key} is a ${type}`);
    texts.set(key, `${key} ${JSON.stringify(await read(key))}`);
  }
  return texts;
};

/** The keys in which an address stands, as typed, lower-cased, percent- or base64-encoded. */
const keysWith = async (address: string): Promise<string[]> => {
  const spellings = [address, address.toLowerCase()].flatMap(text => [
    text,
    encodeURIComponent(text),
    // Whatever stands before it shifts the letters of base64: one of three cuts is in each.
    ...[0, 1, 2].map(cut =>
      Buffer.from(text.slice(cut, text.length - ((text.length - cut) % 3))).toString('base64'),
    ),
  ]);
  return [...(await everything())]
    .filter(([, text]) => spellings.some(spelling => text.includes(spelling)))
    .map(([key]) => key);
};

const reader = 'Reader.One@example.org';

const letter = async (name: 'change-address' | 'address-change-requested' | 'welcome') => {
  const {paperboy, clock, resend} = newsletter;
  await paperboy.sending.sendLetter({number: 1, letter: name, requestedAt: clock.now()});
  return resend.mails().at(-1);
};

test('the papers move to an address that says yes, and old links to leave still work', async () => {
  const {paperboy} = newsletter;
  await newsletter.subscribe([reader]);
  const asked = await paperboy.subscribers.requestAddressChange({
    number: 1,
    address: 'new@example.net',
    visitor: null,
  });
  expect(asked).toMatchObject({kind: 'requested', reason: 'asked both addresses'});
  const warning = await letter('address-change-requested');
  expect(warning?.to).toBe(reader);
  expect(`${warning?.html}${warning?.text}`).not.toMatch(/new@|example\.net/);
  const mail = await letter('change-address');
  expect(mail?.to).toBe('new@example.net');
  expect(`${mail?.html}${mail?.text}`).not.toMatch(/reader\.one/i);
  const [, token = ''] = /\/change-address\/([\w-]+)/.exec(mail?.text ?? '') ?? [];
  const link = parseToken({
    keys: paperboy.linkKeys,
    scope: 'change-address',
    token,
    now: newsletter.clock.now(),
  });
  if (link.kind === 'refused' || !link.addressMark) throw new Error('no link');
  expect(
    await paperboy.subscribers.confirmAddressChange({
      number: 1,
      epoch: link.epoch,
      addressMark: link.addressMark,
    }),
  ).toMatchObject({
    kind: 'waiting',
  });
  const [, agree = ''] = /\/agree-change\/([\w-]+)/.exec(warning?.text ?? '') ?? [];
  const yes = parseToken({
    keys: paperboy.linkKeys,
    scope: 'agree-change',
    token: agree,
    now: newsletter.clock.now(),
  });
  if (yes.kind === 'refused' || !yes.addressMark) throw new Error('no link');
  expect(
    await paperboy.subscribers.agreeToAddressChange({
      number: 1,
      epoch: yes.epoch,
      addressMark: yes.addressMark,
    }),
  ).toMatchObject({kind: 'changed'});
  const id = await newsletter.edition();
  await paperboy.sending.send(id);
  await newsletter.work(id);
  const digests = newsletter.resend.mails().filter(({tags}) => tags.letter === undefined);
  expect(digests.map(({to}) => to)).toEqual(['new@example.net']);
  // For a week, so that its inbox can undo the change.
  expect(await keysWith(reader)).toEqual(['test:{s:1}:previous-address']);
});

/** Both inboxes agree to a change of the first reader's address. */
const move = async (address: string): Promise<void> => {
  const {subscribers} = newsletter.paperboy;
  await subscribers.requestAddressChange({number: 1, address, visitor: null});
  for (const scope of ['agree-change', 'change-address'] as const) {
    const [current] = await newsletter.paperboy.stores.subscribers.read([1]);
    if (!current) throw new Error('nobody moves');
    const now = newsletter.clock.now();
    const keys = newsletter.paperboy.linkKeys;
    const wanted = {keys, scope, reader: current, epoch: current.epoch, expiresAt: now + 60_000, address};
    const link = parseToken({keys, scope, token: mintToken(wanted), now});
    if (link.kind === 'refused' || !link.addressMark) throw new Error('no link');
    const yes = {number: 1, epoch: link.epoch, addressMark: link.addressMark};
    if (scope === 'agree-change') await subscribers.agreeToAddressChange(yes);
    else expect(await subscribers.confirmAddressChange(yes)).toMatchObject({kind: 'changed'});
  }
};

const digestsTo = () =>
  newsletter.resend
    .mails()
    .filter(({tags}) => tags.letter === undefined)
    .map(({to}) => to);

test('a change of address between plan and freeze brings the one mail to the new address', async () => {
  await newsletter.subscribe([reader, 'other@example.org']);
  const id = await newsletter.edition();
  await newsletter.paperboy.sending.send(id);
  await move('new@example.net');
  await newsletter.work(id);
  expect(digestsTo()).toEqual(['new@example.net', 'other@example.org']);
});

test('a change of address while a mail is in doubt doubles no mail: the frozen one is repeated', async () => {
  const {paperboy, resend} = newsletter;
  await newsletter.subscribe([reader, 'other@example.org']);
  const id = await newsletter.edition();
  await paperboy.sending.send(id);
  resend.fault({fault: 'reset', accept: true});
  await paperboy.sending.sendChunk({edition: id, run: 1, chunk: '1'});
  await move('new@example.net');
  await newsletter.work(id);
  expect(digestsTo()).toEqual([reader, 'other@example.org']);
  expect(await paperboy.stores.ledger.mailOf(id, 1)).toMatchObject({state: 'accepted'});
});

test('nothing that a stranger typed into the form reaches the inbox they named', async () => {
  const {paperboy, clock, resend} = newsletter;
  const words = 'https://evil.example buy now';
  expect(
    await paperboy.subscribers.subscribe({
      address: 'victim@example.org',
      preferences: {topics: words, avoid: words},
      consentText: 'Yes.',
      via: 'api',
      visitor: null,
    }),
  ).toMatchObject({kind: 'taken', reason: 'added'});
  await paperboy.sending.sendLetter({number: 1, letter: 'confirm', requestedAt: clock.now()});
  const [mail] = resend.mails();
  expect(mail?.to).toBe('victim@example.org');
  expect(JSON.stringify(mail)).not.toMatch(/evil|buy now/);
  expect(JSON.stringify(mail)).toMatch(/\/confirm\/[\w-]{20,80}\?asked=[\w-]+/);
});

test.each(['change-address', 'address-change-requested'] as const)(
  'a letter about a new address that nobody asks for any more is not sent: %s',
  async name => {
    await newsletter.subscribe([reader]);
    const {paperboy, clock} = newsletter;
    expect(await paperboy.sending.sendLetter({number: 1, letter: name, requestedAt: clock.now()})).toEqual({
      kind: 'not-wanted',
    });
  },
);

test('after an erasure the address is nowhere in Redis, whatever was sent and asked before', async () => {
  const {paperboy} = newsletter;
  await paperboy.subscribers.subscribe({
    address: reader,
    consentText: 'Yes.',
    via: 'form',
    visitor: '192.0.2.1',
  });
  await newsletter.subscribe([reader, 'other@example.org']);
  await paperboy.subscribers.requestAddressChange({
    number: 1,
    address: 'Reader.Two@example.net',
    visitor: '192.0.2.1',
  });
  await letter('welcome');
  const id = await newsletter.edition();
  await paperboy.sending.send(id);
  await newsletter.work(id);
  expect((await keysWith(reader)).length).toBeGreaterThan(0);
  expect((await keysWith('Reader.Two@example.net')).length).toBeGreaterThan(0);
  await paperboy.subscribers.erase(1);
  expect(await keysWith(reader)).toEqual([]);
  expect(await keysWith('Reader.Two@example.net')).toEqual([]);
  expect(await paperboy.stores.ledger.mailOf(id, 1)).toMatchObject({state: 'accepted'});
});

test('an erasure while the mail is in doubt spoils no other, and leaves nothing in the end', async () => {
  const {paperboy, resend} = newsletter;
  await newsletter.subscribe([reader, 'other@example.org']);
  const id = await newsletter.edition();
  await paperboy.sending.send(id);
  resend.fault({fault: 'reset', accept: true});
  await paperboy.sending.sendChunk({edition: id, run: 1, chunk: '1'});
  await paperboy.subscribers.erase(1);
  const [key, ...others] = await keysWith(reader);
  expect(key).toBe(`test:{e:${id}}:addresses:1:1`);
  expect(others).toEqual([]);
  expect(await newsletter.redis.pttl(key ?? '')).toBeGreaterThan(0);
  await newsletter.work(id);
  expect(await paperboy.stores.ledger.mailOf(id, 2)).toMatchObject({state: 'accepted'});
  const digests = resend.mails().filter(({tags}) => tags.letter === undefined);
  expect(digests.map(({to}) => to)).toEqual([reader, 'other@example.org']);
  expect(await keysWith(reader)).toEqual([]);
});

test('an erasure between a definite no and the next call leaves the mail out', async () => {
  const {paperboy, resend} = newsletter;
  await newsletter.subscribe([reader, 'other@example.org']);
  const id = await newsletter.edition();
  await paperboy.sending.send(id);
  resend.fault({fault: 'error', status: 429});
  await paperboy.sending.sendChunk({edition: id, run: 1, chunk: '1'});
  await paperboy.subscribers.erase(1);
  await newsletter.work(id);
  expect([...resend.inboxes().keys()]).toEqual(['other@example.org']);
  expect(await paperboy.stores.ledger.mailOf(id, 1)).toMatchObject({state: 'excluded', reason: 'erased'});
  expect(await keysWith(reader)).toEqual([]);
});

test("one's own data is all that is kept, mails and consent with it, and is JSON as it stands", async () => {
  const {paperboy} = newsletter;
  await newsletter.subscribe([reader], {
    topics: 'folding',
    avoid: 'survey',
    authors: 'Ada Example',
    more_like: '2603.10000',
    less_like: '2603.10001',
  });
  const id = await newsletter.edition();
  await paperboy.sending.send(id);
  await newsletter.work(id);
  const data = await paperboy.subscribers.exportData(1);
  expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  expect(data).toMatchObject({
    address: reader,
    state: 'active',
    preferences: {topics: ['folding'], avoid: ['survey'], authors: ['Ada Example']},
    opinions: {more: ['2603.10000'], less: ['2603.10001']},
    consent: {
      text: 'agreed on paper',
      via: 'import',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      askedAt: '2026-03-13T08:00:00.000Z',
      confirmedAt: '2026-03-13T08:00:00.000Z',
    },
    newAddress: null,
    mails: [{edition: id, state: 'accepted'}],
  });
  expect(await paperboy.subscribers.exportData(2)).toBeNull();
});
