import {createHash} from 'node:crypto';
import {SECOND} from '../../clock.ts';
import type {Facts, Telling, Traces} from './traces.ts';

export type TelemetryToOpen = {
  /** The base of an OTLP receiver, to which `/v1/traces` is added (opentelemetry.io, "OTLP Exporter"). */
  endpoint: string;
  instanceId: string;
  version: string;
};

const SEND_WITHIN_MS = 5 * SECOND;
const CLOSE_WITHIN_MS = 3 * SECOND;

/** A trace id has 16 bytes and a span id 8 (W3C Trace Context section 3.2.2), in hex digits here. */
const TRACE_DIGITS = 32;
const SPAN_DIGITS = 16;

/**
 * Traces by OpenTelemetry, over OTLP on HTTP. Its packages are loaded here and
 * nowhere else. The trace of an
 * edition has an id that follows from the instance and the edition, so that jobs need to carry nothing.
 * Rejects where the packages are not installed.
 */
export const openTelemetry = async (opening: TelemetryToOpen): Promise<Traces> => {
  const {instanceId} = opening;
  const {api, manager, tracer, provider} = await openTracer(opening);

  const parentFor = (edition: string | undefined) => {
    const active = manager.active();
    if (edition === undefined || api.trace.getSpan(active) !== undefined) return active;
    const digits = createHash('sha256').update(`${instanceId}/${edition}`).digest('hex');
    return api.trace.setSpanContext(active, {
      traceId: digits.slice(0, TRACE_DIGITS),
      spanId: digits.slice(TRACE_DIGITS, TRACE_DIGITS + SPAN_DIGITS),
      ...{traceFlags: api.TraceFlags.SAMPLED, isRemote: true},
    });
  };

  const traced: Traces['traced'] = (step, work, telling) => async input => {
    const edition = telling.editionOf?.(input);
    const parent = parentFor(edition);
    const span = tracer.startSpan(step, {attributes: attributesOf(telling, input)}, parent);
    try {
      const result = await manager.with(api.trace.setSpan(parent, span), () => work(input));
      span.setAttributes(named(telling.outcomeOf(result)));
      return result;
    } catch (error) {
      // A message may quote an address; the log has it, without.
      span.setStatus({
        code: api.SpanStatusCode.ERROR,
        message: error instanceof Error ? error.name : 'error',
      });
      throw error;
    } finally {
      span.end();
    }
  };
  return {
    traced,
    close: async () => {
      const late = new Promise<void>(resolve => setTimeout(resolve, CLOSE_WITHIN_MS).unref());
      // A receiver that is away loses spans, and nothing else.
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
    },
  };
};

/** The SDK's parts that are needed; each is loaded here. */
const openTracer = async ({endpoint, instanceId, version}: TelemetryToOpen) => {
  const [api, sdk, {OTLPTraceExporter}, {AsyncLocalStorageContextManager}, {resourceFromAttributes}] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace-base'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/resources'),
    ]);
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: SEND_WITHIN_MS,
  });
  const provider = new sdk.BasicTracerProvider({
    resource: resourceFromAttributes({
      'service.name': 'paperboy',
      'service.version': version,
      'service.instance.id': `${instanceId}/${process.pid}`,
    }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
  });
  const manager = new AsyncLocalStorageContextManager();
  return {api, provider, manager, tracer: provider.getTracer('paperboy', version)};
};

const attributesOf = <Input, Result>(telling: Telling<Input, Result>, input: Input): Facts => {
  const edition = telling.editionOf?.(input);
  return named({...(edition === undefined ? {} : {edition}), ...telling.factsOf?.(input)});
};

const named = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [`paperboy.${name}`, value]));
