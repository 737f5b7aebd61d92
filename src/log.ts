import {destination, type Logger, pino} from 'pino';

export type Log = Logger;

/**
 * The log: one JSON line an event on stderr, so that stdout stays a command's own. Alert on `event`, a stable
 * dotted name (`chunk.accepted`), never on the message. Entries hold numbers and ids only; nobody's address,
 * token or secret.
 */
export const openLog = (level: string): Log =>
  pino(
    {level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'message'},
    destination({dest: 2, sync: true}),
  );

/** A log that says nothing. */
export const silentLog: Log = pino({level: 'silent'});
