import {compareSettings} from '../../instance/compare-settings.ts';
import type {InstanceSettings} from '../../instance/instance-settings.ts';
import type {SettingDifference} from '../../instance/setting-difference.ts';
import type {InstanceDeps} from './claim-instance.ts';

export type ShownInstance = {
  id: string;
  /** The instance's settings; null before any process claimed it. */
  settings: InstanceSettings | null;
  /** In what this process differs. */
  differences: SettingDifference[];
};

/** What this instance is, and what differs in this process. Changes nothing. */
export const showInstance = async ({
  instanceId,
  instanceStore,
  ownSettings,
  defaultSettings,
  log,
}: InstanceDeps): Promise<ShownInstance> => {
  const settings = await instanceStore.readSettings();
  const compared =
    settings && compareSettings({stored: settings, here: ownSettings, defaults: defaultSettings});
  const differences = compared?.kind === 'differs' ? compared.differences : [];
  log.debug({event: 'instance.shown', instance: instanceId, differences: differences.length});
  return {id: instanceId, settings, differences};
};
