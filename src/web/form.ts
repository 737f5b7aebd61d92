import type {Context, MiddlewareHandler} from 'hono';
import {bodyLimit} from 'hono/body-limit';

/** The most bytes a form may have. */
const LARGEST_FORM_BYTES = 16 * 1024;

export type FormReading = {kind: 'form'; fields: Map<string, string>} | {kind: 'refused'; reason: string};

/** Reads an urlencoded or multipart form. Files are left out; another type of body is a form without fields. */
export const readForm = async (c: Context): Promise<FormReading> => {
  try {
    const fields = new Map<string, string>();
    for (const [name, value] of Object.entries(await c.req.parseBody()))
      if (typeof value === 'string') fields.set(name, value);
    return {kind: 'form', fields};
  } catch {
    // The one thing that can fail here is the sender's body: it broke off, or is no form.
    return {kind: 'refused', reason: 'The form did not arrive whole. Please send it again.'};
  }
};

/** Refuses a body over 16 kB before it is read whole, with or without a Content-Length. */
export const limitForms = (refuse: (c: Context) => Response | Promise<Response>): MiddlewareHandler =>
  bodyLimit({maxSize: LARGEST_FORM_BYTES, onError: refuse});
