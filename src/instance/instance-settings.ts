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

/** A setting in which a process differs from its instance. Secrets are told by their public names. */
export type SettingDifference = {setting: string; instance: string; here: string};

export type Comparison =
  | {kind: 'same'}
  /**
   * It differs only in what nobody chose before, or in a rotation of the secrets: it becomes the instance's.
   */
  | {kind: 'renewed'}
  | {kind: 'differs'; differences: SettingDifference[]};

const NAMES = {
  transport: 'MAIL_TRANSPORT',
  digestFrom: 'DIGEST_FROM',
  lettersFrom: 'LETTERS_FROM',
  publicUrl: 'PUBLIC_URL',
  listId: 'LIST_ID',
} as const;

type Single = keyof typeof NAMES;

/**
 * Compares a process's settings with its instance's. `defaults` are what nobody chose: a trial without a
 * configuration becomes a real newsletter without a word, but a real one never becomes a trial. A newest
 * secret that is added is a rotation and no difference; a process that does not have the instance's newest
 * one could not read its links.
 */
export const compareSettings = ({
  stored,
  here,
  defaults,
}: {
  stored: InstanceSettings;
  here: InstanceSettings;
  defaults: InstanceSettings;
}): Comparison => {
  const differences = [
    ...(Object.keys(NAMES) as Single[]).flatMap(name =>
      stored[name] === here[name] || stored[name] === defaults[name]
        ? []
        : [{setting: NAMES[name], instance: stored[name], here: here[name]}],
    ),
    ...secretDifference(stored.secrets, here.secrets, defaults.secrets),
  ];
  if (differences.length > 0) return {kind: 'differs', differences};
  return {kind: JSON.stringify(stored) === JSON.stringify(here) ? 'same' : 'renewed'};
};

const secretDifference = (stored: string[], here: string[], defaults: string[]): SettingDifference[] => {
  const [newest] = stored;
  if (newest === undefined || here.includes(newest) || defaults.includes(newest)) return [];
  return [{setting: 'TOKEN_SECRETS', instance: named(stored), here: named(here)}];
};

const named = (secrets: string[]): string => `secrets named ${secrets.join(', ')}`;

/** One line for each difference, as an operator reads it. */
export const describeDifference = ({setting, instance, here}: SettingDifference): string =>
  `${setting}: the instance has ${instance}, this process ${here}`;
