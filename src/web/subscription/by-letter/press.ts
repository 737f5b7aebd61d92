import type {Context, Hono} from 'hono';
import {html} from 'hono/html';
import type {Subscriber} from '../../../subscribers/subscriber.ts';
import type {WebDeps} from '../../deps.ts';
import {boundedForm} from '../../frame/bounded-form.ts';
import {readForm} from '../../frame/form.ts';
import {type Html, notice} from '../../frame/layout.ts';
import {inLanguage} from '../../languages/page-language.ts';
import {type LinkRefused, refuseLink} from '../links.ts';

/** A link that a page may act on. */
export type GoodLink = {
  kind: 'link';
  subscriber: Subscriber;
  epoch: number;
  expiresAt?: number;
  addressMark?: string;
};

/** What a page asks before it acts. */
export type Question = {
  title: string;
  sentences: string[];
  button: string;
  /** A box that must be ticked too, for what cannot be undone. */
  tick?: string;
};

/** A page whose link does one thing. */
export type PressPage<Link> = {
  /** The path with `:token`. */
  path: string;
  find: (c: Context) => Promise<Link | LinkRefused>;
  question: Question;
  act: (c: Context, link: Link) => Promise<Response>;
};

/** The field that only the page's own button or box sends. */
const SURE = 'sure';

/**
 * `GET` asks and `POST` acts. The `POST` needs the field of the page's own form: scanners that look at every
 * link of a mail may post to it too, with nothing or with what one-click unsubscribing asks for.
 */
export const addPressPage = <Link extends {kind: 'link'}>(
  app: Hono,
  deps: WebDeps,
  pageOf: (deps: WebDeps) => PressPage<Link>,
): void => {
  const {path} = pageOf(deps);
  app.get(
    path,
    inLanguage(deps, own => showQuestion(own, pageOf(own))),
  );
  app.post(
    path,
    boundedForm(deps),
    inLanguage(deps, own => takePress(own, pageOf(own))),
  );
};

type Ask = (c: Context) => Promise<Response>;

const showQuestion =
  <Link extends {kind: 'link'}>(deps: WebDeps, {find, question}: PressPage<Link>): Ask =>
  async c => {
    const link = await find(c);
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    return c.html(questionPage(deps, question));
  };

const takePress =
  <Link extends {kind: 'link'}>(deps: WebDeps, {find, question, act}: PressPage<Link>): Ask =>
  async c => {
    const link = await find(c);
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const form = await readForm(c);
    const isSure = form.kind === 'form' && form.fields.get(SURE) === 'yes';
    return isSure ? act(c, link) : c.html(questionPage(deps, question), 422);
  };

const questionPage = (deps: WebDeps, {title, sentences, button, tick}: Question): Html =>
  notice({
    site: deps,
    title,
    sentences,
    next:
      tick === undefined
        ? html`<form method="post"><button name="${SURE}" value="yes">${button}</button></form>`
        : html`<form method="post">
<p><label class="choice"><input type="checkbox" name="${SURE}" value="yes" required> ${tick}</label></p>
<p><button>${button}</button></p>
</form>`,
  });
