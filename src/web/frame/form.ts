import type {Context, MiddlewareHandler} from 'hono';
import {limitBody} from './limit-body.ts';

/** The most kilobytes that a form may have. */
export const MAX_FORM_KB = 16;

/**
 * The same for the form of all choices: five lists of 50 words with 60 letters each, and a letter may take
 * nine bytes (`%E5%AD%97`).
 */
export const MAX_SETTINGS_KB = 160;

export type FormResult = {kind: 'form'; fields: Map<string, string>} | {kind: 'refused'};

/**
 * Reads an urlencoded or multipart form. A field that comes several times, as ticked boxes do, has its values
 * one a line. `refused` did not arrive whole. Files are left out; another type of body has no fields.
 */
export const readForm = async (c: Context): Promise<FormResult> => {
  try {
    const fields = new Map<string, string>();
    for (const [name, given] of Object.entries(await c.req.parseBody({all: true}))) {
      const values = [given].flat().filter(value => typeof value === 'string');
      if (values.length > 0) fields.set(name, values.join('\n'));
    }
    return {kind: 'form', fields};
  } catch {
    // The one thing that can fail here is the sender's body: it broke off, or is no form.
    return {kind: 'refused'};
  }
};

type Refuse = (c: Context) => Response | Promise<Response>;

/** Refuses a form of more kilobytes before it is read whole. */
export const limitForms = (kilobytes: number, refuse: Refuse): MiddlewareHandler =>
  limitBody({maxBytes: kilobytes * 1024, refuse});

/**
 * Refuses a compressed body unread: no form needs one, and a few bytes of it may unfold to gigabytes.
 * The answer names what is taken instead (RFC 9110 section 12.5.3).
 */
export const rejectCompressed =
  (refuse: Refuse): MiddlewareHandler =>
  async (c, next) => {
    const encoding = c.req.header('content-encoding')?.trim().toLowerCase() ?? 'identity';
    if (encoding === 'identity') return next();
    c.header('Accept-Encoding', 'identity');
    c.header('Connection', 'close');
    return refuse(c);
  };
