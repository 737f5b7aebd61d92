import type {MiddlewareHandler} from 'hono';
import {every} from 'hono/combine';
import type {WebDeps} from '../deps.ts';
import {tooLarge, unsupportedEncoding} from './error-pages.ts';
import {limitForms, MAX_FORM_KB, rejectCompressed} from './form.ts';

/** Rejects a form that is compressed, or larger than this many kilobytes, with a page that says so. */
export const boundedForm = (deps: WebDeps, kilobytes = MAX_FORM_KB): MiddlewareHandler =>
  every(rejectCompressed(unsupportedEncoding(deps)), limitForms(kilobytes, tooLarge(deps, kilobytes)));
