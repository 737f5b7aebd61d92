import type {Context} from 'hono';

/** The files and the pasted text of a form, as bytes; null where it did not arrive whole. */
export const readUpload = async (c: Context): Promise<Uint8Array[] | null> => {
  try {
    const {files = [], text = ''} = await c.req.parseBody({all: true});
    const sent = [files].flat().filter(file => typeof file !== 'string' && file.size > 0);
    const bytes = await Promise.all(
      sent.map(async file => new Uint8Array(typeof file === 'string' ? [] : await file.arrayBuffer())),
    );
    const pasted = typeof text === 'string' && text.trim() !== '' ? [new TextEncoder().encode(text)] : [];
    return [...bytes, ...pasted];
  } catch {
    // The one thing that can fail here is the sender's body: it broke off, or is no form.
    return null;
  }
};
