import {faultInWords} from '../../src/mail/template-files.ts';
import type {MailRendering, ShownMail} from './render-mail.ts';

/** What the page is told after each rendering. */
export type ShowcaseState = {
  /** Counts the mails that could be shown; the views load again when it grows. */
  version: number;
  subject: string;
  says: string;
  faults: string[];
};

/** The mail that is looked at: the last good one, what is wrong with the templates since, and who is told. */
export type Showcase = ReturnType<typeof openShowcase>;

/**
 * Renders when it is told that something changed, one rendering after another: changes that come during one
 * are seen by the next. A rendering with faults leaves the last good mail where it is.
 */
export const openShowcase = ({render}: {render: () => Promise<MailRendering>}) => {
  let mail: ShownMail | null = null;
  let state: ShowcaseState = {version: 0, subject: '', says: 'It is being rendered.', faults: []};
  let isStale = false;
  let underWay: Promise<void> | null = null;
  const listeners = new Set<(state: ShowcaseState) => void>();

  const renderOnce = async (): Promise<void> => {
    const rendering = await render();
    if (rendering.kind === 'mail') {
      mail = rendering.mail;
      state = {version: state.version + 1, subject: mail.subject, says: sizeOf(mail), faults: []};
    } else {
      const says = mail === null ? 'There is no mail yet.' : 'The last good mail is shown.';
      state = {...state, says, faults: rendering.faults.map(faultInWords)};
    }
    for (const tell of listeners) tell(state);
  };

  const renderAll = async (): Promise<void> => {
    while (isStale) {
      isStale = false;
      await renderOnce();
    }
  };

  return {
    state: (): ShowcaseState => state,
    mail: (): ShownMail | null => mail,
    /** Resolves when what is rendered is newer than the call. */
    refresh: (): Promise<void> => {
      isStale = true;
      underWay ??= renderAll().finally(() => {
        underWay = null;
      });
      return underWay;
    },
    /** Calls `tell` after each rendering until the returned function is called. */
    listen: (tell: (state: ShowcaseState) => void): (() => void) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
  };
};

const sizeOf = ({html, text}: ShownMail): string =>
  `${bytesOf(html)} bytes of HTML, ${bytesOf(text)} of text`;

const bytesOf = (text: string): string => Buffer.byteLength(text).toLocaleString('en');
