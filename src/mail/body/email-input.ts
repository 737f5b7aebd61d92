import type {Selection} from '../../editions/edition.ts';

/** What makes an edition's mail that of one reader. */
export type EmailInput = {
  /** Which chunk of which run it is part of, as its tags say. */
  name: {run: number; chunk: string};
  /** The instance that its tags name; null for none. */
  instanceId: string | null;
  number: number;
  address: string;
  selection: Selection;
  /** What it says of papers that words to avoid left out. */
  avoided?: string;
  unsubscribeToken: string;
  manageToken: string;
  opinionToken: string;
};
