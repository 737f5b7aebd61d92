import type {InstanceDeps} from './claim-instance.ts';

export type AdoptInstanceResult = {kind: 'adopted'};

/** Makes this process's settings the instance's, on the operator's word. */
export const adoptInstance = async ({
  instanceId,
  instanceStore,
  ownSettings,
  log,
}: InstanceDeps): Promise<AdoptInstanceResult> => {
  await instanceStore.writeSettings(ownSettings);
  log.warn(
    {event: 'instance.adopted', instance: instanceId},
    'the instance has the settings of this process',
  );
  return {kind: 'adopted'};
};
