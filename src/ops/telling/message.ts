import {z} from 'zod';

/** By which way a message goes. */
export type Channel = 'email' | 'alert' | 'events';

const shape = z.object({
  channel: z.enum(['email', 'alert', 'events']),
  /** `trouble.started`, `trouble.ended`, or what happened: `subscriber.left`. */
  type: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
  /** Ids and words; nobody's address. */
  data: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  attempts: z.number(),
});

/** One message of the ledger of what is to be told. */
export type Message = z.infer<typeof shape>;

export const parseMessage = (text: string): Message => shape.parse(JSON.parse(text));
