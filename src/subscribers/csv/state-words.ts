import type {SubscriberState} from '../subscriber.ts';

/** What a row says about consent. `word` is the reason that is kept: what the file said, in one word. */
export type SaidState = {state: SubscriberState; word: string};

/**
 * How services name the four states, as they stand in their exports, their documents and public projects that
 * read them.
 */
const WORDS: readonly (readonly [SubscriberState, string, string])[] = [
  [
    'active',
    'active',
    'active;confirmed;enabled;subscribed;subscriber;opt in;opted ' +
      'in;optin;regular;premium;aktiv;angemeldet;inscrit;abonniert;actif;abonné;abonne;activo;suscrito',
  ],
  [
    'pending',
    'pending',
    `pending;unconfirmed;not confirmed;unactivated;validating;unverified;awaiting confirmation;waiting;
     invited;needs attention;unbestätigt;en attente;pendiente`,
  ],
  [
    'unsubscribed',
    'unsubscribed',
    `unsubscribed;unsubscribe;unsub;un subscribed;not subscribed;non subscribed;nonsubscribed;left;opt out;
     opted out;optout;optedout;cancelled;canceled;cancelled by user;inactive;disabled;deleted;archived;
     removed;deactivated;do not contact;do not email;dnc;stopped;expired;transactional;no;abgemeldet;
     ausgetragen;inaktiv;désabonné;desabonne;désinscrit;inactif;dado de baja;baja;inactivo;cancelado;
     nicht abonniert;nicht angemeldet;non abonné;non abonne;non inscrit;no suscrito;gekündigt`,
  ],
  [
    'suppressed',
    'suppressed',
    'suppressed;blocked;blocklisted;blacklisted;globally suppressed;banned;gesperrt;bloqué;bloqueado',
  ],
  [
    'suppressed',
    'bounced',
    `bounced;bounce;hard bounce;hard bounced;hardbounce;hardbounced;soft bounced;soft bounce;cleaned;invalid;
     undeliverable;unreachable;invalid email;rebotado`,
  ],
  [
    'suppressed',
    'complained',
    `complained;complaint;complainer;spam;spammy;spam complaint;spam report;marked as spam;marked spam;
     reported as spam;abuse;abuse complaint`,
  ],
];

const STATE_OF: ReadonlyMap<string, SaidState> = new Map(
  WORDS.flatMap(([state, word, names]) =>
    names.split(';').map(name => [name.trim(), {state, word}] as const),
  ),
);

const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_.-]+/g, ' ')
    .trim();

/**
 * The state that a word names, whatever its case and whatever parts its words; null for a word that is not
 * known.
 */
export const parseStateWord = (text: string): SaidState | null => STATE_OF.get(plain(text)) ?? null;

/** How words of state are compared: whatever their case, and whatever parts their words. */
export const toStateWord = plain;

/** What an operator may say that a word means: `--word WORD=STATE`. */
export const parseStateName = (text: string): SaidState | null =>
  WORDS.map(([state, word]) => ({state, word})).find(({word}) => word === text) ?? null;

/** The names that `parseStateName` knows. */
export const STATE_NAMES: readonly string[] = WORDS.map(([, word]) => word);

/** Whether a text says on its own that somebody wants no email, wherever it stands. */
export const isRefusalWord = (text: string): boolean => {
  const said = parseStateWord(text);
  return (
    said !== null && (said.state === 'unsubscribed' || said.state === 'suppressed') && plain(text) !== 'no'
  );
};

const YES = new Set('true;yes;y;1;t;on;x;ja;oui;sí;si;vrai;wahr;verdadero'.split(';'));
const NO = new Set('false;no;n;0;f;off;nein;non;faux;falsch;falso'.split(';'));
/** What stands in an empty cell of some exports. */
const NOTHING = /^(?:|null|none|never|n\/a|na|nan|nil|-|undefined|0000-00-00.*|\\n)$/;

/** A yes or no; `other` is anything that is neither, such as a date. */
export const parseYesNo = (text: string): 'yes' | 'no' | 'nothing' | 'other' => {
  const word = text.normalize('NFC').trim().toLowerCase();
  if (YES.has(word)) return 'yes';
  if (NO.has(word)) return 'no';
  return NOTHING.test(word) ? 'nothing' : 'other';
};
