import type {Catalogue} from '../english.ts';
import {archive} from './archive.ts';
import {frame} from './frame.ts';
import {letters} from './letters.ts';
import {library} from './library.ts';
import {mail} from './mail.ts';
import {privacy} from './privacy.ts';
import {reasons} from './reasons.ts';
import {settings} from './settings.ts';
import {subscription} from './subscription.ts';

export const ko: Catalogue = {
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
