import {compareSettings} from '../../instance/compare-settings.ts';
import type {InstanceSettings} from '../../instance/instance-settings.ts';
import type {InstanceStore} from '../../instance/instance-store.ts';
import {describeDifference, type SettingDifference} from '../../instance/setting-difference.ts';
import type {Log} from '../../log.ts';

export type InstanceDeps = {
  instanceId: string;
  instanceStore: InstanceStore;
  /** This process's settings, and those that nobody chose. */
  ownSettings: InstanceSettings;
  defaultSettings: InstanceSettings;
  log: Log;
};

export type ClaimInstanceResult = {kind: 'claimed'} | {kind: 'differs'; differences: SettingDifference[]};

/**
 * Whether this process may work for the instance: one that would send with another transport or sender, or
 * sign links that the others cannot read, may not. The first process of an instance gives it its settings.
 */
export const claimInstance = async (deps: InstanceDeps): Promise<ClaimInstanceResult> => {
  const {instanceStore, ownSettings, defaultSettings, log} = deps;
  const stored = await instanceStore.readSettings();
  const compared =
    stored === null
      ? ({kind: 'renewed'} as const)
      : compareSettings({stored, here: ownSettings, defaults: defaultSettings});
  const line = {event: 'instance.claimed', outcome: compared.kind, instance: deps.instanceId};
  if (compared.kind === 'differs') {
    const settings = compared.differences.map(({setting}) => setting);
    log.error({...line, settings}, compared.differences.map(describeDifference).join('; '));
    return compared;
  }
  if (compared.kind === 'renewed') {
    await instanceStore.writeSettings(ownSettings);
    log.info(line, 'the instance has these settings');
  } else log.debug(line, 'this process has the settings of the instance');
  return {kind: 'claimed'};
};
