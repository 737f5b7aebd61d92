import {dirname} from 'node:path';
import {type Clock, SECOND, systemClock} from '../../../clock.ts';
import {mailsIn} from '../../../mail/body/batch.ts';
import type {Mail} from '../../../mail/mail.ts';
import {messageIdOf} from '../message-id.ts';
import {toReason} from '../reason.ts';
import type {Answer, Call, Transport} from '../transport.ts';
import {
  outboxPath,
  RECORDS,
  readerName,
  syncFolders,
  writePage,
  writeRecord,
  writeWhole,
} from './outbox-files.ts';

export type OutboxSettings = {
  folder: string;
  /** Composes the message (RFC 5322) as it would stand in a mailbox; `messageId` has its angle brackets. */
  toEml: (given: {mail: Mail; messageId: string; date: Date}) => Promise<Buffer>;
  clock?: Clock;
};

/** How many mails are written side by side. */
const PARALLEL = 8;

const BATCH_SIZE = 100;

/**
 * Mail into a folder, for a first look and for machines without a key: each mail as `.eml`, `.html` and
 * `.txt` under its call's key, and one `index.html` over all. Names and message ids come from the key alone,
 * so a repeated call replaces its own files and never adds a mail. `close` writes the last `index.html` and
 * rejects where it cannot.
 */
export const outboxTransport = ({folder, toEml, clock = systemClock}: OutboxSettings): Transport => {
  const page = openPage(folder);

  const write = async ({call, at}: {call: Call; at: number}): Promise<string[]> => {
    const written: WrittenMail[] = [];
    const carried = mailsIn(call.batch);
    for (let start = 0; start < carried.length; start += PARALLEL) {
      const group = carried.slice(start, start + PARALLEL);
      const outcomes = await Promise.allSettled(
        group.map((mail, place) => writeMail({folder, toEml, mail, key: call.key, index: start + place, at})),
      );
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') throw outcome.reason;
        written.push(outcome.value);
      }
    }
    const mails = written.map(({messageId: _, ...mail}) => mail);
    await writeRecord({folder, key: call.key, record: {at, mails}});
    // Once a call: the mails of one stand in one folder.
    await syncFolders(folder, dirname(outboxPath({key: call.key, index: 0})));
    await syncFolders(folder, RECORDS);
    return written.map(({messageId}) => messageId);
  };

  const send = async (call: Call): Promise<Answer> => {
    const {mails} = call.batch;
    if (mails === 0 || mails > BATCH_SIZE)
      throw new Error(`a call carries 1 to ${BATCH_SIZE} mails, this one ${mails}`);
    try {
      const messageIds = await write({call, at: clock.now()});
      page.touch();
      return {kind: 'accepted', messageIds};
    } catch (error) {
      const trouble = diskTrouble(error);
      if (trouble === null) throw error;
      return {kind: 'blocked', reason: trouble};
    }
  };

  return {
    name: 'outbox',
    batchSize: BATCH_SIZE,
    replaySafeMs: Number.POSITIVE_INFINITY,
    send,
    close: page.close,
  };
};

type WrittenMail = {path: string; subject: string; to: string; reader?: string; messageId: string};

const writeMail = async (given: {
  folder: string;
  toEml: OutboxSettings['toEml'];
  mail: Mail;
  key: string;
  index: number;
  at: number;
}): Promise<WrittenMail> => {
  const {folder, toEml, mail, key, index, at} = given;
  const path = outboxPath({key, index});
  const messageId = messageIdOf({key, index, from: mail.from});
  const eml = await toEml({mail, messageId, date: new Date(at)});
  await writeWhole({folder, path: `${path}.html`, content: mail.html});
  await writeWhole({folder, path: `${path}.txt`, content: mail.text});
  await writeWhole({folder, path: `${path}.eml`, content: eml});
  const {instance, subscriber} = mail.tags;
  const reader = instance && subscriber ? {reader: readerName({instance, subscriber})} : {};
  return {path, subject: mail.subject, to: mail.to, ...reader, messageId};
};

/**
 * What the file system objects to (a full disk, a folder that is none), or null where the error is a bug of
 * ours.
 */
const diskTrouble = (error: unknown): string | null => {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  return toReason(`the outbox cannot be written: ${String(error.code)} at ${String(error.syscall)}`);
};

/** The least time between two builds of the page. */
const SHORTEST_PAUSE_MS = SECOND;

/**
 * Keeps `index.html` up to date. It is built from the disk, so that all processes that share the outbox show
 * the same; a pause of ten times the last build keeps that under a tenth of the time, however many mails
 * there are.
 */
const openPage = (folder: string): {touch: () => void; close: () => Promise<void>} => {
  let isStale = false;
  let timer: NodeJS.Timeout | undefined;
  let building: Promise<void> = Promise.resolve();
  let pauseMs = SHORTEST_PAUSE_MS;

  const build = async (): Promise<void> => {
    if (!isStale) return;
    isStale = false;
    const start = performance.now();
    try {
      await writePage(folder);
    } catch (error) {
      isStale = true;
      throw error;
    } finally {
      pauseMs = Math.max(SHORTEST_PAUSE_MS, 10 * (performance.now() - start));
    }
  };

  const touch = (): void => {
    isStale = true;
    if (timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      // A build that fails leaves the page stale: the next one, at the latest at close, tries again and then
      // tells.
      building = build().catch(() => undefined);
    }, pauseMs).unref();
  };

  const close = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    await building;
    await build();
  };

  return {touch, close};
};
