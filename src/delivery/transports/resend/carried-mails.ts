import {z} from 'zod';
import type {CarriedMail} from '../../doubt/evidence.ts';
import {callMark, letterMark, mailMark, type Searched} from '../../doubt/marks.ts';
import type {CarriedResult} from '../../doubt/witness.ts';

const tagsShape = z.array(z.object({name: z.string(), value: z.string()}));

/** A mail as the log of calls or `GET /emails/:id` shows it. */
export const mailShape = z.object({tags: tagsShape.optional(), from: z.string().optional()});

type ShownMail = z.infer<typeof mailShape>;

/** What is searched for, and what our mails come from. */
export type SearchedHere = Searched & {senders: string[]};

export const UNREADABLE: CarriedResult = {kind: 'carried', carried: 'unreadable', isOurs: false};

/** What a call carried of what is searched for, by the tags of its mails; `ids` are those of its answer. */
export const carriedBy = (mails: ShownMail[], ids: string[], searched: SearchedHere): CarriedResult => {
  const isOurs = mails.every(mail => tagsOf(mail).instance === searched.instanceId);
  const all = mails.map((mail, place) => toMail(tagsOf(mail), {messageId: ids[place] ?? null, searched}));
  const own = all.filter((_, place) => mayBeOurs(mails[place], searched));
  if (own.some(mail => mail === null)) return {...UNREADABLE, isOurs};
  return {kind: 'carried', carried: own.length === 0 ? 'foreign' : own.filter(mail => mail !== null), isOurs};
};

/**
 * Mails that were frozen before tags named an instance carry none, and one of our sender whose tags are gone
 * may be anything: both count as ours, so that nothing is proved without them.
 */
const mayBeOurs = (mail: ShownMail | undefined, {of, instanceId, senders}: SearchedHere): boolean => {
  const {tags, from} = mail ?? {};
  if (!tags?.length) return from === undefined || senders.includes(from);
  const named = tagsOf({tags});
  const isSearched = of === 'letters' ? named.letter !== undefined : named.edition === of;
  return isSearched && (named.instance ?? instanceId) === instanceId;
};

const tagsOf = ({tags = []}: ShownMail): Record<string, string> =>
  Object.fromEntries(tags.map(({name, value}) => [name, value]));

type Shown = {messageId: string | null; searched: Searched};

const toMail = (tags: Record<string, string>, {messageId, searched}: Shown): CarriedMail | null => {
  const marks = searched.of === 'letters' ? letterMarks(tags) : digestMarks(tags);
  return marks && {...marks, messageId};
};

type Marks = Pick<CarriedMail, 'mail' | 'call'>;

const digestMarks = ({run = '', chunk = '', subscriber = ''}: Record<string, string>): Marks | null => {
  if (!/^\d{1,3}$/.test(run) || !/^\d{1,9}$/.test(subscriber)) return null;
  return {
    mail: mailMark({run: Number(run), number: Number(subscriber)}),
    call: callMark({run: Number(run), chunk: chunk.replaceAll('_', '.')}),
  };
};

const letterMarks = ({letter = '', subscriber = '', request = ''}: Record<string, string>): Marks | null => {
  if (!/^[a-z-]{1,40}$/.test(letter) || !/^\d{1,9}$/.test(subscriber) || !/^\d{1,15}$/.test(request))
    return null;
  const mark = letterMark({letter, number: Number(subscriber), requestedAt: Number(request)});
  return {mail: mark, call: mark};
};
