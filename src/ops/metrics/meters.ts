import {Counter, Histogram, Registry} from 'prom-client';

/** What one process has met since it began; the sum over processes is Prometheus' work. */
export type Meters = {
  /** One call to the provider, by what became of it. */
  noteCall(outcome: string, seconds: number): void;
  /** One answer of the pages, by its route (`/unsubscribe/:token`), never by its path. */
  noteRequest(request: {method: string; route: string; status: number; seconds: number}): void;
  /** One request for a subscription: `taken`, or `refused`. */
  noteSignUp(outcome: string): void;
  /** One call of a webhook: `taken`, `ignored`, `refused` or `closed`. */
  noteWebhook(outcome: string): void;
  /** All of it in Prometheus' text format. */
  print(): Promise<string>;
};

/** A call carries a hundred mails and has 25 s. */
const CALL_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];
const PAGE_SECONDS = [0.01, 0.05, 0.1, 0.25, 1, 5];

/** Others that HTTP knows are one, so that no visitor makes labels. */
const METHODS = new Set(['GET', 'HEAD', 'POST']);

/** Opens the meters of one process, all at nothing. */
export const openMeters = (): Meters => {
  const registers = [new Registry()];
  const calls = new Histogram({
    name: 'paperboy_call_duration_seconds',
    help: 'How long calls to the provider took, by outcome.',
    ...{labelNames: ['outcome'], buckets: CALL_SECONDS, registers},
  });
  const pages = new Histogram({
    name: 'paperboy_http_request_duration_seconds',
    help: 'How long pages took until their answer began, by route.',
    ...{labelNames: ['route'], buckets: PAGE_SECONDS, registers},
  });
  const requests = new Counter({
    name: 'paperboy_http_requests_total',
    help: 'Requests, by route and status.',
    ...{labelNames: ['method', 'route', 'status'], registers},
  });
  const signUps = new Counter({
    name: 'paperboy_sign_ups_total',
    help: 'Requests for a subscription, by outcome.',
    ...{labelNames: ['outcome'], registers},
  });
  const webhooks = new Counter({
    name: 'paperboy_webhooks_total',
    help: 'Calls of the webhook, by outcome.',
    ...{labelNames: ['outcome'], registers},
  });
  // An alert on a rise needs the series before it rises.
  for (const outcome of ['taken', 'refused']) signUps.inc({outcome}, 0);
  for (const outcome of ['taken', 'ignored', 'refused', 'closed']) webhooks.inc({outcome}, 0);
  return {
    noteCall: (outcome, seconds) => calls.observe({outcome}, seconds),
    noteRequest: ({method, route, status, seconds}) => {
      requests.inc({method: METHODS.has(method) ? method : 'other', route, status});
      pages.observe({route}, seconds);
    },
    noteSignUp: outcome => signUps.inc({outcome}),
    noteWebhook: outcome => webhooks.inc({outcome}),
    print: async () => (await Promise.all(registers.map(registry => registry.metrics()))).join('\n'),
  };
};
