import {z} from 'zod';
import {isSubscriberId} from '../subscriber-id.ts';
import type {No, WhatOfNo} from './no.ts';

/**
 * A no in any of the forms in which one is kept: a line of Paperboy's own record, of its log, or the body of
 * a message to `EVENTS_URL`. What stands before the first brace (the time of a journal) is passed over, and a
 * line within a line (Docker's) is read. Null for what tells of no no.
 */
export const parseNo = (line: string): No | null => {
  const from = line.indexOf('{');
  const told = from < 0 ? null : parseObject(line.slice(from));
  if (told === null) return null;
  if (typeof told.log === 'string') return parseNo(told.log);
  return parseOwn(told) ?? parseEvent(told) ?? parseLogged(told);
};

const parseObject = (text: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? {...value} : null;
  } catch {
    return null;
  }
};

const numberShape = z.int().min(1).max(1e12);
const instantShape = z
  .union([z.number(), z.string().transform(text => Date.parse(text))])
  .pipe(z.number().min(0).max(8.64e15));
const idShape = z.string().refine(isSubscriberId);
const placeShape = z.string().regex(/^[\w-]{19}$/);
const blockShape = z.enum(['unsubscribed', 'bounced', 'never-again', 'suppressed']);

const whose = {
  at: instantShape,
  instance: z.string().max(40).optional(),
  number: numberShape.optional(),
  id: idShape.optional(),
  place: placeShape.optional(),
};

const ownShape = z.discriminatedUnion('what', [
  z.object({
    ...whose,
    what: z.literal('ended'),
    state: z.enum(['unsubscribed', 'suppressed']),
    why: z.string().max(1000),
  }),
  z.object({...whose, what: z.literal('back')}),
  z.object({...whose, what: z.literal('removed')}),
  z.object({...whose, what: z.literal('blocked'), as: blockShape}),
  z.object({...whose, what: z.literal('moved'), to: placeShape.nullable()}),
  z.object({
    ...whose,
    what: z.literal('paused'),
    until: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/)
      .nullable(),
  }),
  z.object({...whose, what: z.literal('links-void'), epoch: z.int().min(0).max(1e9)}),
]);

const parseOwn = (told: Record<string, unknown>): No | null => {
  const {success, data} = ownShape.safeParse(told);
  return success ? data : null;
};

const eventShape = z.object({
  type: z.enum(['subscriber.left', 'subscriber.confirmed']),
  timestamp: instantShape,
  data: z.object({subscriber: idShape, instance: z.string().max(40)}),
});

const parseEvent = (told: Record<string, unknown>): No | null => {
  const {success, data} = eventShape.safeParse(told);
  if (!success) return null;
  const {subscriber: id, instance} = data.data;
  const about = {at: data.timestamp, id, instance};
  return data.type === 'subscriber.left' ? {...about, ...LEFT} : {...about, what: 'back'};
};

const LEFT = {what: 'ended', state: 'unsubscribed', why: 'left by one click'} as const;

const loggedShape = z.object({
  event: z.string(),
  time: instantShape,
  outcome: z.string().optional(),
  subscriber: numberShape.optional(),
  number: numberShape.optional(),
  why: z.string().max(1000).optional(),
});

type Logged = {outcomes: readonly string[] | null; no: (why: string) => WhatOfNo};

/** By event, and the outcome with which it is a no; null: whatever the outcome. */
const LOGGED = new Map<string, Logged>(
  Object.entries({
    'subscriber.unsubscribed': {outcomes: ['unsubscribed', 'unreadable'], no: () => LEFT},
    'subscriber.suppressed': {
      outcomes: ['suppressed'],
      no: why => ({what: 'ended', state: 'suppressed', why}),
    },
    'subscriber.erased': {outcomes: ['erased'], no: () => ({what: 'removed'})},
    'subscriber.confirmed': {outcomes: ['confirmed'], no: () => ({what: 'back'})},
    'unsubscribing.undone': {outcomes: ['subscribed'], no: () => ({what: 'back'})},
    'address.blocked': {
      outcomes: null,
      no: () => ({what: 'ended', state: 'unsubscribed', why: 'wants no email again'}),
    },
    'address.changed': {outcomes: ['changed'], no: () => ({what: 'moved', to: null})},
  }),
);

const parseLogged = (told: Record<string, unknown>): No | null => {
  const {success, data} = loggedShape.safeParse(told);
  const known = success ? LOGGED.get(data.event) : undefined;
  const number = data?.subscriber ?? data?.number;
  if (!data || !known || number === undefined) return null;
  if (known.outcomes && !known.outcomes.includes(data.outcome ?? '')) return null;
  return {at: data.time, number, ...known.no(data.why ?? 'suppressed')};
};
