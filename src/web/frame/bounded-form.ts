import type {MiddlewareHandler} from 'hono';
import {every} from 'hono/combine';
import {tooLarge, unsupportedEncoding} from './error-pages.ts';
import {limitForms, MAX_FORM_KB, rejectCompressed} from './form.ts';
import type {Site} from './site.ts';

/** Rejects a form that is compressed, or larger than this many kilobytes, with a page that says so. */
export const boundedForm = (site: Site, kilobytes = MAX_FORM_KB): MiddlewareHandler =>
  every(rejectCompressed(unsupportedEncoding(site)), limitForms(kilobytes, tooLarge(site, kilobytes)));
