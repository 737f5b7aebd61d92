import type {Context, MiddlewareHandler} from 'hono';
import {findLanguage, type LanguageCode, preferredLanguage} from '../../../templates/languages/languages.ts';
import {speechIn} from '../../../templates/languages/speech.ts';
import {choicesFromQuery, travelsInLink} from '../../subscribers/sign-up/link-choices.ts';
import {parseToken, type TokenScope} from '../../subscribers/tokens.ts';
import type {WebDeps} from '../deps.ts';

/** The language of a page, and whether its address asks for it. */
type Choice = {code: LanguageCode; isAsked: boolean};

const choices = new WeakMap<Request, Choice>();

/**
 * Chooses the language of an answer: what the address asks for (`?lang=de`), else what the reader chose whose
 * link it is, else what the browser prefers, else the instance's. No cookie is kept. An answer that depends
 * on the browser says so to caches.
 */
export const chooseLanguage =
  (deps: WebDeps): MiddlewareHandler =>
  async (c, next) => {
    choices.set(c.req.raw, await choiceFor(deps, c));
    await next();
    const isPage = c.res.headers.get('Content-Type')?.startsWith('text/html') ?? false;
    if (isPage) c.res.headers.append('Vary', 'Accept-Language');
  };

const choiceFor = async (deps: WebDeps, c: Context): Promise<Choice> => {
  const asked = askedIn(c);
  if (asked !== null) return {code: asked, isAsked: true};
  return {code: (await readersOwn(deps, c)) ?? browsers(deps, c), isAsked: false};
};

const askedIn = (c: Context): LanguageCode | null => {
  const asked = c.req.query('lang');
  return asked === undefined ? null : findLanguage(asked.slice(0, 40));
};

/** The first part of a personal link's path, with what its token is for. */
const SCOPES: ReadonlyMap<string, TokenScope> = new Map<string, TokenScope>([
  ['goodbye', 'undo'],
  ...(['confirm', 'manage', 'unsubscribe', 'opinion', 'suggest'] as const).map(
    scope => [scope, scope] as const,
  ),
  ...(['change-address', 'agree-change', 'keep-address', 'undo-change'] as const).map(
    scope => [scope, scope] as const,
  ),
  ...(['erase', 'download', 'revoke', 'never-again'] as const).map(scope => [scope, scope] as const),
]);

const readersOwn = async (
  {subscribers, linkKeys, clock}: WebDeps,
  c: Context,
): Promise<LanguageCode | null> => {
  const [, first = '', token = ''] = c.req.path.split('/');
  const scope = SCOPES.get(first);
  if (scope === undefined) return null;
  const parsed = parseToken({keys: linkKeys, scope, token, now: clock.now()});
  if (parsed.kind === 'refused') return null;
  // A record that cannot be read must not keep its reader from leaving.
  const number = await subscribers.findNumberByLink(parsed.owner);
  const subscriber = number === null ? null : ((await subscribers.inspect(number))?.subscriber ?? null);
  // A link that has ended tells nothing of its reader.
  const isGood = scope === 'unsubscribe' || parsed.epoch === subscriber?.epoch;
  if (!isGood || subscriber === null) return null;
  const chosen = scope === 'confirm' && travelsInLink(subscriber) ? askedBy(c) : subscriber.preferences;
  return chosen.language;
};

const askedBy = (c: Context) => choicesFromQuery(new URL(c.req.url).searchParams);

const browsers = ({instanceLanguage}: WebDeps, c: Context): LanguageCode =>
  preferredLanguage(c.req.header('Accept-Language') ?? '') ?? instanceLanguage;

/** What pages are made with, in the language of the answer. */
export const depsFor = (deps: WebDeps, c: Context): WebDeps => {
  const choice = choices.get(c.req.raw) ?? {code: askedIn(c) ?? browsers(deps, c), isAsked: false};
  return {...deps, speech: speechIn(choice.code), askedLanguage: choice.isAsked ? choice.code : null};
};

type Page = (c: Context) => Response | Promise<Response>;

/** A page that is made for each language when the first answer in it is asked for. */
export const inLanguage = (deps: WebDeps, pageOf: (deps: WebDeps) => Page): Page => {
  const made = new Map<string, Page>();
  return c => {
    const own = depsFor(deps, c);
    const key = `${own.speech.language.code} ${own.askedLanguage ?? ''}`;
    const page = made.get(key) ?? pageOf(own);
    made.set(key, page);
    return page(c);
  };
};
