import type {Context} from 'hono';
import {html} from 'hono/html';
import {CONFIRM_WITHIN_DAYS} from '../../use-cases/subscribers/confirm-subscription.ts';
import type {WebRooms} from '../deps.ts';
import {type Html, page} from './layout.ts';

/** `/privacy`: what is kept of a subscriber, why, how long, who else sees it, and what they may ask for (GDPR articles 13 and 15 to 22). */
export const showPrivacy =
  (rooms: WebRooms) =>
  (c: Context): Response | Promise<Response> => {
    c.header('Cache-Control', 'public, max-age=300');
    return c.html(
      page({
        site: rooms,
        title: 'Privacy',
        description: `What ${rooms.name} keeps of a subscriber, why, and for how long.`,
        canonical: '/privacy',
        body: html`<h1>Privacy</h1>
<p class="lead">${rooms.name} keeps what it needs to send you papers, and nothing to watch you read them.</p>
${whoIsResponsible(rooms)}
${section('What is kept, why, and for how long', keptThings())}
${section('What is not kept', notKept(rooms))}
${section('Who else sees it', whoElse(rooms))}
${section('What you may ask for', rights(rooms))}`,
      }),
    );
  };

const section = (title: string, sentences: (string | Html)[]): Html => html`<section>
<h2>${title}</h2>
<ul class="plain">
${sentences.map(sentence => html`<li>${sentence}</li>\n`)}</ul>
</section>`;

const whoIsResponsible = ({name, postalAddress, contact}: WebRooms): Html =>
  section('Who is responsible', [
    postalAddress === null
      ? `Whoever runs this instance of ${name}.`
      : `Whoever runs this instance of ${name}: ${postalAddress}.`,
    ...(contact === null ? [] : [html`Questions: <a href="mailto:${contact}">${contact}</a>.`]),
  ]);

const keptThings = (): Html[] => [
  html`<strong>Your address</strong>, to send you what you asked for. Until you erase it.`,
  html`<strong>Your choices</strong>: topics, words to avoid, whom you follow, of which papers you said that you want more or less, hour, days, time zone, a pause. Until you change or erase them.`,
  html`<strong>Which papers you suggested</strong>, under a number, until the editor has decided; how many in a week, for that week. No edition says who suggested a paper.`,
  html`<strong>Your consent</strong>: the words you agreed to, when you asked, when you confirmed and through which form. As long as your address, since the law asks for the proof (GDPR article 7).`,
  html`<strong>Which edition reached you</strong>, under a number and not your address, so that none comes twice. For good; after an erasure the number leads to nobody.`,
  html`<strong>That an address asked</strong>, and from which IP address, as a fingerprint that cannot be read back, so that nobody can flood somebody’s inbox. At most a day.`,
  html`<strong>A request that nobody confirms</strong> is deleted after ${String(CONFIRM_WITHIN_DAYS)} days, within a day more.`,
  html`<strong>After leaving</strong> your record stays, marked as left, so that no import brings you back. Erase it, and a fingerprint is all that stays, for the same reason.`,
];

const notKept = ({logoUrl, fetchPicture}: WebRooms): string[] => [
  'No cookies (the operator’s own login is the one there is), no tracking pixels, no links that count clicks, no profile of what you read.',
  ...picturesOfMails({hasLogo: logoUrl !== null, hasPapers: fetchPicture !== null}),
  'The log of this site names no address, no personal link and no IP address.',
];

const picturesOfMails = ({hasLogo, hasPapers}: {hasLogo: boolean; hasPapers: boolean}): string[] => {
  const same = 'under one address for everybody: that it is loaded does not say by which reader.';
  if (hasPapers)
    return [
      `The pictures in the mails are those of papers${hasLogo ? ' and the logo' : ''}. Each comes from this site, ${same}`,
    ];
  return hasLogo ? [`The one picture in the mails is the logo. It comes from this site, ${same}`] : [];
};

const whoElse = ({transport}: WebRooms): (string | Html)[] => {
  const host = 'Whoever hosts this machine, as any host does.';
  const nobody = 'Nobody else: nothing on these pages or in the mails is loaded from anywhere else.';
  switch (transport) {
    case 'resend':
      return [
        html`<a href="https://resend.com/legal/privacy-policy">Resend</a> carries the mails, and sees your address and what is in them.`,
        host,
        nobody,
      ];
    case 'smtp':
      return ['The operator’s mail server carries the mails.', host, nobody];
    case 'outbox':
      return ['This instance sends no mail at all: it writes them into a folder.', host, nobody];
  }
};

const rights = ({contact}: WebRooms): string[] => [
  'Through the link “Change topics, hour and days” in every mail, without a login: see and change everything, download all of it (the address shortened, since mails are forwarded), move to another address, pause, or erase it.',
  'Leave at any time by one press in any mail, however old.',
  contact === null
    ? 'Or answer any mail, if its sender takes answers.'
    : 'Or write to the address above; a person reads it.',
  'You may also complain to the data protection authority where you live.',
];
