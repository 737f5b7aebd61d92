/** Bytes are strings here, one character a byte (latin1): cheap to cut, to compare and to keep. */
export type Bytes = string;

/** An answer as Redis knows it: bytes, a whole number, nothing, a status, an error, or a list of them. */
export type Reply = Bytes | number | null | Status | RedisFault | Reply[];

export class Status {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** An error that Redis answers with, such as `WRONGTYPE …`; no error of the program. */
export class RedisFault extends Error {}

export const OK = new Status('OK');

export const wrongType = (): RedisFault =>
  new RedisFault('WRONGTYPE Operation against a key holding the wrong kind of value');
