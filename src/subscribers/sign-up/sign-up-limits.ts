import {DAY, HOUR, MINUTE} from '../../clock.ts';
import {loadScript, type Redis} from '../../redis/redis.ts';
import {fingerprintOf} from '../hmac.ts';
import {type Network, networkOf} from '../network.ts';

/**
 * How many letters strangers can make this instance send. A form that anybody can fill in with anybody's
 * address is a weapon without them. Redis holds hashes of whom they count, never an address or an IP, and
 * forgets them with the limit.
 */
export type SignUpLimits = {
  /**
   * Whether one more letter may go out; it is counted in the same step, so that a thousand at once get no
   * further.
   */
  take(request: LetterAsked): Promise<Taken>;
};

export type LetterAsked = {
  /** A letter to the inbox on record of a subscriber; without it one to an address that somebody typed. */
  kind?: 'inbox-link';
  /** As `parseAddress` returned it: where the letter would go. */
  address: string;
  /** The IP address of the request, null where it is not known. */
  visitor: string | null;
  /** Whether email to the address bounced before. */
  hasBounced?: boolean;
  /** The number of the subscriber who asks, by a link in a mail. */
  subscriber?: number;
  /** Milliseconds since 1970. */
  now: number;
};

export type Taken = {kind: 'free'} | {kind: 'over'; limit: LimitName};

type Limit = {most: number; withinMs: number};

const limits = {
  /** A letter takes minutes to arrive; repeated clicks bring one letter. */
  addressSoon: {most: 1, withinMs: 15 * MINUTE},
  /** Two more for who lost the first in the spam; a victim gets no more than these three. */
  addressDay: {most: 3, withinMs: DAY},
  /** A mailbox that is gone costs the sender's good name at each letter. */
  bouncedMonth: {most: 1, withinMs: 30 * DAY},
  /** A class or an office behind one IP signs up in an hour; a list of addresses does not get through. */
  visitor: {most: 20, withinMs: HOUR},
  /** One home or server has a /64 of IPv6 and can use each of its addresses once. */
  network: {most: 40, withinMs: HOUR},
  /** Who has a /56 or a /48 has 256 or 65,536 of these; a tunnel of IPv6 is free. */
  network56: {most: 80, withinMs: HOUR},
  network48: {most: 160, withinMs: HOUR},
  /**
   * No one changes addresses more often; and a manage link must not be usable to write to a list of
   * addresses.
   */
  subscriber: {most: 5, withinMs: DAY},
  /** To move, take one's data and be erased needs three; a stranger with a mail brings no more either. */
  inboxLinkDay: {most: 5, withinMs: DAY},
  inboxLinkWeek: {most: 10, withinMs: 7 * DAY},
  /** A company's whole staff in a morning; the large mailbox providers on a day when many hear of it. */
  domain: {most: 500, withinMs: HOUR},
  /** Letters share the account with the digest: this keeps a flood from using it up. */
  everybody: {most: 2000, withinMs: HOUR},
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;

const takeSignUp = loadScript('src/subscribers/sign-up/lua/take-sign-up.lua');

/** Opens the counters. `pepper` keeps what they count unreadable: `openInstance`'s. */
export const openSignUpLimits = ({
  redis,
  prefix,
  pepper,
}: {
  redis: Redis;
  prefix: string;
  pepper: string;
}): SignUpLimits => {
  const fingerprint = ({name, of}: Counted): string => fingerprintOf(`letters by ${name}\n${of}`, pepper);
  const keyOf = (counted: Counted): string => `${prefix}:{sign-ups}:${fingerprint(counted)}`;
  return {
    take: async asked => {
      const counted = countedOf(asked);
      const place = await takeSignUp(redis, {
        keys: counted.map(keyOf),
        args: [asked.now, ...counted.flatMap(({name}) => [limits[name].most, limits[name].withinMs])],
      });
      const reached = counted[Number(place) - 1];
      return reached ? {kind: 'over', limit: reached.name} : {kind: 'free'};
    },
  };
};

type Counted = {name: LimitName; of: string};

const countedOf = (asked: LetterAsked): Counted[] => {
  const {address, visitor} = asked;
  const inbox = inboxOf(address);
  const network = visitor === null ? null : networkOf(visitor);
  return [
    ...(asked.kind === 'inbox-link' ? ofInboxLink(asked) : ofTypedAddress(asked)),
    ...(network === null ? [] : [{name: 'visitor' as const, of: network.address}]),
    ...blocksOf(network?.blocks ?? null),
    {name: 'domain', of: inbox.slice(inbox.lastIndexOf('@') + 1)},
    {name: 'everybody', of: ''},
  ];
};

const ofInboxLink = ({subscriber}: LetterAsked): Counted[] => [
  {name: 'inboxLinkDay', of: String(subscriber)},
  {name: 'inboxLinkWeek', of: String(subscriber)},
];

const ofTypedAddress = ({address, hasBounced = false, subscriber}: LetterAsked): Counted[] => {
  const inbox = inboxOf(address);
  return [
    {name: 'addressSoon', of: inbox},
    {name: 'addressDay', of: inbox},
    ...(hasBounced ? [{name: 'bouncedMonth' as const, of: inbox}] : []),
    ...(subscriber === undefined ? [] : [{name: 'subscriber' as const, of: String(subscriber)}]),
  ];
};

const blocksOf = (blocks: Network['blocks']): Counted[] =>
  blocks === null
    ? []
    : [
        {name: 'network', of: blocks.of64},
        {name: 'network56', of: blocks.of56},
        {name: 'network48', of: blocks.of48},
      ];

/**
 * One mailbox each, under the first of the names; `ignored` says which characters of the local part count for
 * nothing.
 */
const ONE_INBOX = [
  {domains: ['gmail.com', 'googlemail.com'], ignored: /\./g},
  // proton.me/support/addresses-and-aliases
  {domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'], ignored: /[._-]/g},
];

/**
 * At Fastmail `anything@ada.fastmail.com` comes to ada (fastmail.help, "Plus addressing and subdomain
 * addressing").
 */
const SUBDOMAIN_INBOX = /^([^.]+)\.(fastmail\.(?:com|fm|net|org|cn|de|es|in|jp|mx|us))$/;

/**
 * The inbox that an address most likely ends in, to count its letters together: without `+tag`, at Gmail
 * without dots, at Proton without dots, hyphens and underscores, at Fastmail by its subdomain. Elsewhere
 * these may be two people, so this is never anybody's identity.
 */
export const inboxOf = (address: string): string => {
  const folded = address.toLowerCase();
  const at = folded.lastIndexOf('@');
  const local = folded.slice(0, at).replace(/(?<=.)\+.*$/, '');
  const domain = folded.slice(at + 1);
  const [, owner, provider] = SUBDOMAIN_INBOX.exec(domain) ?? [];
  if (owner !== undefined) return `${owner}@${provider}`;
  const one = ONE_INBOX.find(({domains}) => domains.includes(domain));
  return one ? `${local.replace(one.ignored, '')}@${one.domains[0]}` : `${local}@${domain}`;
};
