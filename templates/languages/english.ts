import {archive} from './en/archive.ts';
import {frame} from './en/frame.ts';
import {letters} from './en/letters.ts';
import {library} from './en/library.ts';
import {mail} from './en/mail.ts';
import {privacy} from './en/privacy.ts';
import {reasons} from './en/reasons.ts';
import {settings} from './en/settings.ts';
import {subscription} from './en/subscription.ts';
import type {Translation} from './messages.ts';

/** Every message in English: the measure of the other languages. */
export const english = {
  ...archive,
  ...frame,
  ...letters,
  ...library,
  ...mail,
  ...privacy,
  ...reasons,
  ...settings,
  ...subscription,
};

export type English = typeof english;

/** What a language says; what it lacks is said in English. */
export type Catalogue = Translation<English>;
