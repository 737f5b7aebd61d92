import {expect} from 'vitest';
import type {Ledger} from '../../../src/delivery/ledger/ledger.ts';
import {parseScope, type ScopeInput} from '../../../src/delivery/resend/resend-scope.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {silentLog} from '../../../src/log.ts';
import {compileForLetterhead} from '../../../src/mail/edition-renderer.ts';
import {suppress} from '../../../src/subscribers/suppress.ts';
import {resendEdition} from '../../../src/use-cases/sending/resend-edition.ts';
import type {Newsletter} from '../../support/newsletter.ts';

/**
 * What the tests of re-sends tell with: an edition that was sent, with a mail or more that came to nothing.
 */

/** Four readers, of whom Resend refused the first. */
export const oneOfFourFailed = async (newsletter: Newsletter): Promise<EditionId> => {
  await newsletter.subscribe(4);
  const edition = await newsletter.edition();
  // Each half that holds the first reader is refused: 4, 2, 1.
  for (const key of ['/0001', '/0001.1', '/0001.1.1']) newsletter.resend.fault({...REFUSED, key});
  await newsletter.paperboy.sending.send(edition);
  await newsletter.work(edition);
  return edition;
};

const REFUSED = {fault: 'error', status: 422, name: 'validation_error'} as const;

/** So many readers, all of whom have the edition. */
export const allAccepted = async (newsletter: Newsletter, readers: number): Promise<EditionId> => {
  await newsletter.subscribe(readers);
  const edition = await newsletter.edition();
  await newsletter.paperboy.sending.send(edition);
  await newsletter.work(edition);
  return edition;
};

export const scopeInputs = (...texts: string[]): ScopeInput[] =>
  texts.map(text => {
    const reading = parseScope(text);
    if (reading.kind === 'refused') throw new Error(reading.reason);
    return reading.scope;
  });

export const dryRun = (newsletter: Newsletter, edition: EditionId, ...scopes: string[]) =>
  newsletter.paperboy.sending.dryRunResend({edition, to: scopeInputs(...scopes)});

export const resend = (newsletter: Newsletter, edition: EditionId, confirm: number, ...scopes: string[]) =>
  newsletter.paperboy.sending.resend({edition, to: scopeInputs(...scopes), confirm, who: 'ada', why: null});

/** How often each reader got the edition, in their order. */
export const copiesOf = (newsletter: Newsletter, readers: number): number[] =>
  Array.from(
    {length: readers},
    (_, at) => newsletter.resend.inboxes().get(`reader-${at + 1}@example.org`) ?? 0,
  );

export const leaves = (newsletter: Newsletter, number: number) =>
  newsletter.paperboy.subscribers.unsubscribe({number, via: 'link'});

export const isSuppressed = (newsletter: Newsletter, number: number) =>
  suppress({
    subscribers: newsletter.paperboy.stores.subscribers,
    number,
    now: newsletter.clock.now(),
    why: 'bounced',
  });

/** A ledger that reaches Redis no more after the nth call of a step, as a process that is killed there. */
const killedAfter = (ledger: Ledger, step: keyof Ledger, nth: number): Ledger => {
  let calls = 0;
  return new Proxy(ledger, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => {
        if (calls === nth) throw new Error('killed');
        if (name === step) calls++;
        return Reflect.apply(method, target, args);
      };
    },
  });
};

/** Begins a re-send in a process that is killed on the way; its lock then lives out. */
export const resendAndDie = async (
  newsletter: Newsletter,
  {
    edition,
    confirm,
    scope,
    step,
    nth,
  }: {
    edition: EditionId;
    confirm: number;
    scope: string;
    step: keyof Ledger;
    nth: number;
  },
) => {
  const {editions, ledger, letterhead, subscribers, transport, queues} = newsletter.paperboy.stores;
  const dying = resendEdition(
    {
      editions,
      ledger: killedAfter(ledger, step, nth),
      letterhead,
      templatesDir: null,
      compile: compileForLetterhead,
      subscribers,
      chunkSize: transport.batchSize,
      requestChunks: queues.requestChunks,
      clock: newsletter.clock,
      log: silentLog,
    },
    {edition, to: scopeInputs(scope), confirm, who: 'ada', why: null, token: 'a process that is killed'},
  );
  await expect(dying).rejects.toThrow('killed');
  await newsletter.redis.del(`test:{e:${edition}}:resend-lock`);
};
