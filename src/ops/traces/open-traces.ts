import type {Config} from '../../config.ts';
import type {Log} from '../../log.ts';
import {ownVersion} from '../../settings/package-root.ts';
import {noTraces, type Traces} from './traces.ts';

type TracesToOpen = {
  config: Pick<Config, 'OTEL_EXPORTER_OTLP_ENDPOINT'>;
  instance: {id: string};
  log: Log;
};

/** The traces that the configuration asks for. Without it nothing of OpenTelemetry is loaded. */
export const openTraces = async ({config, instance, log}: TracesToOpen): Promise<Traces> => {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined) return noTraces;
  const {openTelemetry} = await import('./open-telemetry.ts');
  try {
    return await openTelemetry({endpoint, instanceId: instance.id, version: ownVersion()});
  } catch (error) {
    log.error(
      {event: 'traces.unavailable', error: String(error)},
      'no traces: the packages of OpenTelemetry are not installed; run npm install without --omit=optional',
    );
    return noTraces;
  }
};
