import type {Context} from 'hono';
import {html} from 'hono/html';
import {CONFIRM_WITHIN_DAYS} from '../../subscribers/confirm-within.ts';
import {UNDO_CHANGE_WITHIN_DAYS} from '../../subscribers/store/address-change/previous-addresses.ts';
import type {WebDeps} from '../deps.ts';
import {type Html, page} from '../frame/layout.ts';
import {inHtml} from '../languages/in-html.ts';

/**
 * `/privacy`: what is kept of a subscriber, why, how long, who else sees it, and what they may ask for (GDPR
 * articles 13 and 15 to 22).
 */
export const showPrivacy =
  (deps: WebDeps) =>
  (c: Context): Response | Promise<Response> => {
    const {name, speech} = deps;
    const {say} = speech;
    c.header('Cache-Control', 'public, max-age=300');
    return c.html(
      page({
        site: deps,
        title: say('frame.privacy'),
        description: say('privacy.description', {name}),
        canonical: '/privacy',
        body: html`<h1>${say('frame.privacy')}</h1>
<p class="lead">${say('privacy.lead', {name})}</p>
${whoIsResponsible(deps)}
${section(say('privacy.kept'), keptThings(deps))}
${section(say('privacy.notKept'), notKept(deps))}
${section(say('privacy.others'), whoElse(deps))}
${section(say('privacy.rights'), rights(deps))}`,
      }),
    );
  };

const section = (title: string, sentences: (string | Html)[]): Html => html`<section>
<h2>${title}</h2>
<ul class="plain">
${sentences.map(sentence => html`<li>${sentence}</li>\n`)}</ul>
</section>`;

const whoIsResponsible = ({name, postalAddress, contact, speech}: WebDeps): Html =>
  section(speech.say('privacy.who'), [
    postalAddress === null
      ? speech.say('privacy.operator', {name})
      : speech.say('privacy.operatorAt', {name, address: postalAddress}),
    ...(contact === null
      ? []
      : [
          inHtml(speech, 'privacy.questions', {
            link: html`<a href="mailto:${contact}" dir="ltr">${contact}</a>`,
          }),
        ]),
  ]);

const keptThings = ({keepLeftDays, speech}: WebDeps): Html[] => [
  inHtml(speech, 'privacy.address'),
  inHtml(speech, 'privacy.settings'),
  inHtml(speech, 'privacy.library'),
  inHtml(speech, 'privacy.suggestions'),
  inHtml(speech, 'privacy.consent'),
  inHtml(speech, 'privacy.editions'),
  inHtml(speech, 'privacy.signUps'),
  inHtml(speech, 'privacy.unconfirmed', {n: CONFIRM_WITHIN_DAYS}),
  inHtml(speech, 'privacy.newAddress', {n: CONFIRM_WITHIN_DAYS}),
  inHtml(speech, 'privacy.oldAddress', {n: UNDO_CHANGE_WITHIN_DAYS}),
  inHtml(speech, 'privacy.never'),
  keepLeftDays === null
    ? inHtml(speech, 'privacy.left')
    : inHtml(speech, 'privacy.leftFor', {n: keepLeftDays}),
];

const notKept = ({logoUrl, fetchPicture, speech: {say}}: WebDeps): string[] => [
  say('privacy.noTracking'),
  ...(fetchPicture === null ? [] : [say(logoUrl === null ? 'privacy.pictures' : 'privacy.picturesAndLogo')]),
  ...(fetchPicture === null && logoUrl !== null ? [say('privacy.logo')] : []),
  say('privacy.log'),
];

const whoElse = ({transport, speech}: WebDeps): (string | Html)[] => {
  const {say} = speech;
  const others = [say('privacy.host'), say('privacy.nobody')];
  switch (transport) {
    case 'resend': {
      const link = html`<a href="https://resend.com/legal/privacy-policy">Resend</a>`;
      return [inHtml(speech, 'privacy.resend', {link}), ...others];
    }
    case 'smtp':
      return [say('privacy.smtp'), ...others];
    case 'outbox':
      return [say('privacy.outbox'), ...others];
  }
};

const rights = ({contact, speech: {say}}: WebDeps): string[] => [
  say('privacy.byLink'),
  say('privacy.leave'),
  say(contact === null ? 'privacy.reply' : 'privacy.write'),
  say('privacy.complain'),
];
