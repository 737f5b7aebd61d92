import type {LanguageCode} from '../../../templates/languages/languages.ts';
import type {Clock} from '../../clock.ts';
import {readGlobalStop} from '../../delivery/ledger/global-stop.ts';
import {beginWithPermit, type Rate} from '../../delivery/rate/rate.ts';
import type {Answer, Transport} from '../../delivery/transports/transport.ts';
import type {Log} from '../../log.ts';
import {batchOf} from '../../mail/body/batch.ts';
import {letterMail} from '../../mail/letters.ts';
import type {Letterhead} from '../../mail/mail.ts';
import type {Redis} from '../../redis/redis.ts';

export type LastLetterDeps = {
  redis: Redis;
  prefix: string;
  /** The letters' own. */
  lettersLetterhead: Letterhead;
  /** What forbids a real send; empty where nothing does. */
  problems: readonly unknown[];
  transport: Transport;
  rate: Rate;
  instance: {id: string};
  clock: Clock;
  log: Log;
};

/** An address that nothing else keeps any more. */
export type LastLetter = {number: number; address: string; language: LanguageCode | null};

/** `sendLastLetter` with its deps given. */
export type SendLastLetter = (letter: LastLetter) => Promise<void>;

/**
 * Sends the goodbye letter to an address that was just erased. It goes out now and once: a request that
 * waits for a worker would keep the address, so the letter is left out where no call may be made now, and
 * no lost answer is followed by a second call.
 */
export const sendLastLetter = async (deps: LastLetterDeps, letter: LastLetter): Promise<void> => {
  const outcome = await callOnce(deps, letter);
  // A reason of the other side's may quote the address.
  deps.log.info(
    {event: 'last-letter.sent', outcome, subscriber: letter.number},
    'letter about an erasure sent',
  );
};

type Outcome = Answer['kind'] | 'forbidden' | 'stopped' | 'over-the-rate';

const callOnce = async (deps: LastLetterDeps, {number, address, language}: LastLetter): Promise<Outcome> => {
  const {clock, rate, transport, lettersLetterhead: letterhead} = deps;
  if (deps.problems.length > 0) return 'forbidden';
  if (await readGlobalStop(deps)) return 'stopped';
  const permit = await rate.acquirePermit('letter');
  if (permit.kind === 'refused') return 'over-the-rate';
  await clock.sleep(permit.waitMs);
  const instanceId = deps.instance.id;
  const about = {number, instanceId, requestedAt: clock.now()};
  const mail = await letterMail({
    letterhead,
    to: address,
    letter: 'goodbye',
    ...about,
    language: language ?? letterhead.language ?? 'en',
  });
  const beginning = await beginWithPermit(permit, clock.sleep);
  if (beginning.kind === 'refused') return 'over-the-rate';
  try {
    const answer = await transport.send({
      key: `${instanceId}/letters/erased/${number}`,
      batch: batchOf([mail]),
    });
    return answer.kind;
  } finally {
    await beginning.end();
  }
};
