import type {SubscriberState} from '../subscriber.ts';

/**
 * How services name the four states, as they stand in their exports, their documents and public projects that
 * read them.
 */
export const WORDS: readonly (readonly [SubscriberState, string, string])[] = [
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
     reported as spam;junk;abuse;abuse complaint`,
  ],
];
