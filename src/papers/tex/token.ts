/** One place where TeX may mean something; everything between two of them is plain text. */
export type Token = {
  kind: TokenKind;
  start: number;
  end: number;
  raw: string;
  /** What stands after a command's backslash. */
  name: string;
  /** The place, in the list of tokens, of what closes this one (or opened it); -1 when nothing does. */
  partner: number;
};

export type TokenKind =
  | 'url'
  | 'command'
  | 'sign'
  | 'open'
  | 'close'
  | 'dollar'
  | 'caret'
  | 'underscore'
  | 'tie'
  | 'dashes'
  | 'quote';
