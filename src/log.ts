import {format} from 'node:util';
import {destination, type Logger, pino} from 'pino';

export type Log = Logger;

const LINES = {base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'message'};

/**
 * The log: one JSON line an event on stderr, so that stdout stays a command's own. Alert on `event`, a stable
 * dotted name (`chunk.accepted`), never on the message. Entries hold numbers and ids only; nobody's address,
 * token or secret.
 */
export const openLog = (level: string): Log => pino({...LINES, level}, stderr());

/** The same log for a person who sits before a terminal: one line of words an event. */
export const openReadableLog = (level: string): Log => {
  const out = stderr();
  return pino({...LINES, level}, {write: line => void out.write(readableLine(line))});
};

const stderr = () => destination({dest: 2, sync: true});

/**
 * A JSON line of the log as a person reads it: `08:00:01 warning papers failed (source hugging-face)`. The
 * time is UTC. Nothing in it can steer the terminal.
 */
export const readableLine = (line: string): string => {
  const {level, time, event, message, ...rest} = JSON.parse(line) as Record<string, unknown>;
  const facts = Object.entries(rest)
    .filter(([, value]) => value !== null && value !== '' && !String(message).includes(String(value)))
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const words = [
    ...[String(time).slice(11, 19), LEVEL_WORDS[Number(level)]],
    ...[message ?? event, facts.length === 0 ? '' : `(${facts.join(', ')})`],
  ];
  const text = words.filter(word => word !== undefined && word !== '').join(' ');
  return `${text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '�')}\n`;
};

/** Pino's numbers; what goes well needs no word. */
const LEVEL_WORDS: Record<number, string> = {20: 'debug', 40: 'warning', 50: 'ERROR', 60: 'ERROR'};

/** What a process prints through, and what Node warns through: `console` and `process`. */
export type Prints = {
  console: Pick<Console, (typeof METHODS)[number]>;
  process: Pick<NodeJS.Process, 'listeners' | 'removeAllListeners' | 'on' | 'off'>;
  /** Makes a line fit to be stored: no address, key or control character. */
  clean: (text: string) => string;
};

const METHODS = ['debug', 'trace', 'log', 'info', 'warn', 'error'] as const;

/** What a library calls an error is a warning here: whether something failed, its caller says. */
const LEVELS = {
  debug: 'debug',
  trace: 'debug',
  log: 'info',
  info: 'info',
  warn: 'warn',
  error: 'warn',
} as const;

/**
 * From here on what libraries print, and what Node warns of, goes through the log, a line each. Returns what
 * gives both back.
 */
export const takeOverPrints = (log: Log, {console, process, clean}: Prints): (() => void) => {
  const printed = METHODS.map(method => [method, console[method]] as const);
  const listeners = process.listeners('warning');
  const warn = ({name, message}: Error) => log.warn({event: 'process.warning', name}, clean(message));
  for (const method of METHODS)
    console[method] = (...parts: unknown[]) =>
      log[LEVELS[method]]({event: 'library.printed'}, clean(format(...parts)));
  process.removeAllListeners('warning');
  process.on('warning', warn);
  return () => {
    for (const [method, print] of printed) console[method] = print;
    process.off('warning', warn);
    for (const listener of listeners) process.on('warning', listener);
  };
};

/** A log that says nothing. */
export const silentLog: Log = pino({level: 'silent'});
