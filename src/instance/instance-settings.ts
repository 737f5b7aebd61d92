import {z} from 'zod';

const shape = z.object({
  transport: z.string(),
  digestFrom: z.string(),
  lettersFrom: z.string(),
  publicUrl: z.string(),
  listId: z.string(),
  /** Public names of the secrets that sign links, newest first. */
  secrets: z.array(z.string()),
});

/**
 * The settings that belong to an instance and not to a process of it: all its processes must have the same.
 */
export type InstanceSettings = z.infer<typeof shape>;

/** Parses what was stored. Throws where it was not written by Paperboy. */
export const parseInstanceSettings = (text: string): InstanceSettings => shape.parse(JSON.parse(text));
