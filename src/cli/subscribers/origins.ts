import type {Paperboy} from '../../app.ts';
import type {Origin, OriginCounts} from '../../use-cases/subscribers/data/load-origins.ts';
import {type CommandResult, EXIT, shorten, table} from '../frame/result.ts';

const STATES: readonly (keyof OriginCounts)[] = [
  ...(['complained', 'bounced', 'active', 'pending', 'unsubscribed', 'suppressed'] as const),
];

const MAX_TEXT = 60;

/** `paperboy subscribers stats --origins`: who came from where, and who of them complained or bounced. */
export const showOrigins = async ({subscribers}: Paperboy): Promise<CommandResult> => {
  const origins = await subscribers.origins();
  const head = ['CAME BY', 'AGREED TO', ...STATES.map(state => state.toUpperCase())];
  return {exit: EXIT.done, json: {origins}, lines: table([head, ...origins.map(toRow)])};
};

const toRow = ({via, text, counts}: Origin): string[] => [
  via ?? 'unknown',
  shorten(text ?? '-', MAX_TEXT),
  ...STATES.map(state => String(counts[state])),
];
