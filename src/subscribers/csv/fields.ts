/** What a column of preferences or of the record can be read as: the columns of our own files. */
export const OWN_COLUMNS = [
  'email',
  'name',
  'timezone',
  'hour',
  'frequency',
  'weekday',
  'topics',
  'avoid',
  'authors',
  'labs',
  'code_hosts',
  'papers',
  'mail_form',
  'arxiv_share',
  'library_news',
  'language',
  'paused_until',
  'more_like',
  'less_like',
  'library',
  'status',
  'created',
  'id',
  'instance',
] as const;

/** What a column of another service can say besides: half a name, or a yes or no about consent. */
export const OTHER_FIELDS = [
  'first_name',
  'last_name',
  'subscribed',
  'unsubscribed',
  'confirmed',
  'suppressed',
  'bounced',
  'complained',
] as const;

export type Field = (typeof OWN_COLUMNS)[number] | (typeof OTHER_FIELDS)[number];

export const FIELDS: readonly Field[] = [...OWN_COLUMNS, ...OTHER_FIELDS];

/**
 * A column's name as names are compared: lower case, words parted by `_`. `E-Mail`, `createdAt` and `First
 * Name` become `e_mail`, `created_at` and `first_name`.
 */
export const toColumnName = (cell: string): string =>
  cell
    .normalize('NFC')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
