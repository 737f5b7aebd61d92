import {toTimezone} from '../timezone.ts';
import type {Column} from './csv-rows.ts';

export type Cells = Partial<Record<Column, string>>;

/** An export of another service, known by the names of its columns (in lower case). */
export type Service = {
  name: string;
  /** Columns that all must be there. */
  knownBy: readonly string[];
  /** Columns that are read, where they are there. */
  reads: readonly string[];
  /** What a row says in our own columns. `cell` gives '' for a column that the file does not have. */
  toCells(cell: (column: string) => string): Cells;
};

/**
 * Substack's `email_list` files: `email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at`, as they stand in
 * several public projects that read them. A subscription there is a paid one; `email_disabled` is who left the mail.
 */
const substack: Service = {
  name: 'Substack',
  knownBy: ['email', 'active_subscription', 'email_disabled'],
  reads: ['email', 'email_disabled', 'created_at'],
  toCells: cell => ({
    email: cell('email'),
    created: toIsoTime(cell('created_at')),
    status: cell('email_disabled').toLowerCase() === 'true' ? 'unsubscribed' : '',
  }),
};

/**
 * listmonk's export (`uuid, email, name, attributes, status, created_at, updated_at` in its own source), whose times are written as
 * Go's `time.Time.String` does. `enabled`, `disabled`, `blocklisted` are its states; a disabled one gets no mail there.
 */
const listmonk: Service = {
  name: 'listmonk',
  knownBy: ['uuid', 'email', 'attributes', 'status', 'created_at'],
  reads: ['email', 'name', 'status', 'created_at'],
  toCells: cell => ({
    email: cell('email'),
    name: cell('name'),
    status: cell('status').toLowerCase() === 'disabled' ? 'unsubscribed' : cell('status'),
    created: toIsoTime(cell('created_at')),
  }),
};

/** Buttondown's `SubscriberType` (enums.json of github.com/buttondown/openapi), and what its later versions call bounces. */
const buttondownStates = new Map([
  ['regular', 'active'],
  ['premium', 'active'],
  ['trialed', 'active'],
  ['unpaid', 'active'],
  ['gifted', 'active'],
  ['churning', 'active'],
  ['paused', 'active'],
  ['past_due', 'active'],
  ['unactivated', 'pending'],
  ['removed', 'unsubscribed'],
  ['spammy', 'suppressed'],
  ['undeliverable', 'bounced'],
]);

/** Buttondown's columns are the fields of its API's subscriber: `email_address`, `creation_date`, `type` (docs.buttondown.com). */
const buttondown: Service = {
  name: 'Buttondown',
  knownBy: ['email_address'],
  reads: ['email_address', 'type', 'creation_date'],
  toCells: cell => ({
    email: cell('email_address'),
    status: buttondownStates.get(cell('type').toLowerCase()) ?? cell('type'),
    created: toIsoTime(cell('creation_date')),
  }),
};

/**
 * Mailchimp's three files of an audience: `Email Address, First Name, Last Name, …, OPTIN_TIME, CONFIRM_TIME, …, TIMEZONE`, with
 * `UNSUB_TIME` in the file of who left and `CLEAN_TIME` in that of who bounced (its Export API 1.0, list; and exports in public
 * projects). No column says the state: the file does. The zone is guessed from an IP, so one that nobody knows is passed over.
 */
const mailchimp: Service = {
  name: 'Mailchimp',
  knownBy: ['email address'],
  reads: [
    'email address',
    'first name',
    'last name',
    'optin_time',
    'confirm_time',
    'timezone',
    'unsub_time',
    'clean_time',
  ],
  toCells: cell => ({
    email: cell('email address'),
    name: `${cell('first name')} ${cell('last name')}`.trim(),
    timezone: toTimezone(cell('timezone')) ?? '',
    created: toIsoTime(cell('optin_time') || cell('confirm_time')),
  }),
};

const mailchimpFiles: Service[] = [
  {
    ...mailchimp,
    knownBy: ['email address', 'unsub_time'],
    toCells: cell => ({...mailchimp.toCells(cell), status: 'unsubscribed'}),
  },
  {
    ...mailchimp,
    knownBy: ['email address', 'clean_time'],
    toCells: cell => ({...mailchimp.toCells(cell), status: 'cleaned'}),
  },
  mailchimp,
];

const services: readonly Service[] = [substack, listmonk, buttondown, ...mailchimpFiles];

/** Whose export has these columns, or null for a file of our own. */
export const serviceOf = (columns: readonly string[]): Service | null =>
  services.find(({knownBy}) => knownBy.every(column => columns.includes(column))) ?? null;

const goTime = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?) ([+-]\d{2})(\d{2})(?: \S{1,10})?$/;

/** A time as Go prints it becomes ISO 8601; anything else is left as it is. */
const toIsoTime = (text: string): string => text.replace(goTime, '$1T$2$3:$4');
