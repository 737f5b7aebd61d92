import type {LanguageCode} from '../../../templates/languages/languages.ts';
import type {Selection} from '../../editions/edition.ts';
import type {LeftOut} from '../../ranking/avoided.ts';
import type {MailNews} from '../../ranking/library/news/news-index.ts';

/** What makes an edition's mail that of one reader. */
export type EmailInput = {
  /** Which chunk of which run it is part of, as its tags say. */
  name: {run: number; chunk: string};
  /** The instance that its tags name; null for none. */
  instanceId: string | null;
  number: number;
  /** Absent for the language of the edition's fragments. */
  language?: LanguageCode | undefined;
  address: string;
  selection: Selection;
  /** What words to avoid left out; as an older version told it, a sentence. */
  avoided?: LeftOut | string | undefined;
  /** News of papers that are the reader's. */
  news?: MailNews | undefined;
  /** Not given for the full form. */
  form?: 'short' | undefined;
  unsubscribeToken: string;
  manageToken: string;
  opinionToken: string;
};
