import type {Context} from 'hono';
import {findLanguage} from '../../../templates/languages/languages.ts';
import {listedTopic} from '../choices/topic-choice.ts';
import type {WebDeps} from '../deps.ts';
import {notFound} from '../frame/error-pages.ts';
import {MAIL_POLICY} from '../frame/mail-policy.ts';

/** More say no more of what a mail is like. */
const MAX_TOPICS = 8;

/**
 * `/sample?topic=agents&topic=robotics`: the whole email of the newest edition, as a reader of these listed
 * topics gets it. Its links only look.
 */
export const showSample =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const asked = c.req.queries('topic') ?? [];
    const topics = new Set(asked.slice(0, MAX_TOPICS).flatMap(topic => listedTopic(topic) ?? []));
    const sample = await deps.editions.sample({
      topics: [...topics].sort(),
      language: findLanguage(deps.speech.language.code) ?? deps.instanceLanguage,
    });
    if (sample.kind === 'none') return notFound(deps)(c);
    c.header('Content-Security-Policy', [MAIL_POLICY, ...picturesOf(deps)].join('; '));
    c.header('X-Robots-Tag', 'noindex');
    c.header('Cache-Control', 'public, max-age=300');
    return c.html(sample.mail.html);
  };

/** The operator's logo, and pictures of papers that this instance passes on. */
const picturesOf = ({publicUrl, fetchPicture, logoUrl}: WebDeps): string[] => {
  const from = [
    ...(logoUrl === null ? [] : [logoUrl]),
    ...(fetchPicture ? [`${publicUrl}/thumbnails/`] : []),
  ];
  return from.length === 0 ? [] : [`img-src ${from.join(' ')}`];
};
