/** A setting in which a process differs from its instance. Secrets are told by their public names. */
export type SettingDifference = {setting: string; instance: string; here: string};

/** Nothing where the instance’s newest secret is here too or is the default; else both by their names. */
export const secretDifference = (
  stored: string[],
  here: string[],
  defaults: string[],
): SettingDifference[] => {
  const [newest] = stored;
  if (newest === undefined || here.includes(newest) || defaults.includes(newest)) return [];
  return [{setting: 'TOKEN_SECRETS', instance: named(stored), here: named(here)}];
};

const named = (secrets: string[]): string => `secrets named ${secrets.join(', ')}`;

/** One line for each difference, as an operator reads it. */
export const describeDifference = ({setting, instance, here}: SettingDifference): string =>
  `${setting}: the instance has ${instance}, this process ${here}`;
