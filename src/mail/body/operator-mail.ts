import type {Letterhead, Mail} from '../mail.ts';
import {onOneLine, wrap} from '../plain-text.ts';

export type OperatorMail = {
  letterhead: Pick<Letterhead, 'name' | 'from' | 'postalAddress'>;
  to: string;
  subject: string;
  /** Plain words; nothing in them is markup. */
  paragraphs: string[];
};

/**
 * A mail to those who run the instance, in plain words. It is no letter and no digest, and names no reader.
 */
export const operatorMail = ({letterhead, to, subject, paragraphs}: OperatorMail): Mail => {
  const {name, from, postalAddress} = letterhead;
  const all = [...paragraphs, postalAddress === null ? name : `${name}, ${postalAddress}`];
  const line = onOneLine(subject);
  return {
    ...{from, to, replyTo: null, subject: line},
    html: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(line)}</title></head>
<body style="font-family:Georgia,serif;font-size:16px;line-height:24px">
${all.map(text => `<p>${escaped(text)}</p>`).join('\n')}
</body></html>
`,
    text: `${all.map(paragraph => wrap(paragraph, 0)).join('\n\n')}\n`,
    // RFC 3834 section 5: no machine should answer it.
    headers: {'Auto-Submitted': 'auto-generated'},
    tags: {kind: 'operator'},
  };
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => `&#${sign.codePointAt(0)};`);
