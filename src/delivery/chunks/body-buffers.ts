/** Gives a buffer of exactly so many bytes. What an earlier call in the same hands wrote is lost. */
export type RoomFor = (bytes: number) => Buffer;

/** Buffers that bodies are written into, used again from one chunk to the next. */
export type BodyBuffers = {
  /** Lends one for as long as the work takes, however it ends: until then nobody else writes into it. */
  lend<Result>(work: (roomFor: RoomFor) => Promise<Result>): Promise<Result>;
};

const MEGABYTE = 1024 * 1024;

/** The size of most buffers, so that chunks of much the same length can use each other's. */
const USUAL_BYTES = 4 * MEGABYTE;

/** A longer one, of very long mails, is not kept. */
const MAX_KEPT_BYTES = 16 * MEGABYTE;

/** As many buffers stay as were ever lent at the same time. */
export const openBodyBuffers = (): BodyBuffers => {
  const idle: Buffer[] = [];
  const take = (bytes: number): Buffer => {
    const found = idle.pop();
    if (found && found.length >= bytes) return found;
    return Buffer.allocUnsafeSlow(Math.max(USUAL_BYTES, Math.ceil(bytes / MEGABYTE) * MEGABYTE));
  };
  return {
    lend: async work => {
      let lent: Buffer | null = null;
      try {
        return await work(bytes => {
          if (lent === null || lent.length < bytes) lent = take(bytes);
          return lent.subarray(0, bytes);
        });
      } finally {
        giveBack(idle, lent);
      }
    },
  };
};

const giveBack = (idle: Buffer[], lent: Buffer | null): void => {
  if (lent !== null && lent.length <= MAX_KEPT_BYTES) idle.push(lent);
};
