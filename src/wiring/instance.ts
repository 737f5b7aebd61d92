import type {Config} from '../config.ts';
import {describeSettings} from '../config.ts';
import type {InstanceSettings} from '../instance/instance-settings.ts';
import {localUrl} from '../settings/web.ts';
import {keyIdOf} from '../subscribers/tokens.ts';
import {adoptInstance} from '../use-cases/instance/adopt-instance.ts';
import {claimInstance} from '../use-cases/instance/claim-instance.ts';
import {showInstance} from '../use-cases/instance/show-instance.ts';
import {bindDeps} from './bind-deps.ts';
import type {Foundation} from './foundation.ts';

/** What this instance is, and whether this process may work for it. */
export const wireInstance = ({config, instance, instanceStore, linkKeys, log}: Foundation) =>
  bindDeps(
    {
      instanceId: instance.id,
      instanceStore,
      ownSettings: settingsOf(config, [...linkKeys.secrets, ...config.UNSUBSCRIBE_SECRETS]),
      defaultSettings: defaultSettings(instance.tokenSecret, config.PORT),
      log,
    },
    {claim: claimInstance, show: showInstance, adopt: adoptInstance},
  );

const settingsOf = (config: Config, tokenSecrets: string[]): InstanceSettings => ({
  transport: config.MAIL_TRANSPORT,
  digestFrom: config.DIGEST_FROM,
  lettersFrom: config.LETTERS_FROM,
  publicUrl: config.PUBLIC_URL,
  listId: config.LIST_ID,
  secrets: tokenSecrets.map(keyIdOf),
});

const defaults = new Map(describeSettings().map(({name, byDefault}) => [name, byDefault]));

/** What a process has to which nobody gave a configuration. */
const defaultSettings = (tokenSecret: string, port: number): InstanceSettings => {
  const defaultOf = (name: string) => defaults.get(name) ?? '';
  return {
    transport: 'outbox',
    digestFrom: defaultOf('DIGEST_FROM'),
    lettersFrom: defaultOf('LETTERS_FROM'),
    publicUrl: localUrl(port),
    listId: defaultOf('LIST_ID'),
    secrets: [keyIdOf(tokenSecret)],
  };
};
