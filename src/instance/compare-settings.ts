import {isLocalUrl} from '../settings/web.ts';
import type {InstanceSettings} from './instance-settings.ts';
import {type SettingDifference, secretDifference} from './setting-difference.ts';

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
      stored[name] === here[name] || stored[name] === defaults[name] || isChosenByNobody(name, stored[name])
        ? []
        : [{setting: NAMES[name], instance: stored[name], here: here[name]}],
    ),
    ...secretDifference(stored.secrets, here.secrets, defaults.secrets),
  ];
  if (differences.length > 0) return {kind: 'differs', differences};
  return {kind: JSON.stringify(stored) === JSON.stringify(here) ? 'same' : 'renewed'};
};

/** The default address has the port of the process that wrote it. */
const isChosenByNobody = (name: Single, value: string): boolean => name === 'publicUrl' && isLocalUrl(value);
