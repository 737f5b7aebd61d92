import {Agent, request} from 'node:http';
import {Queue, Worker} from 'bullmq';
import {Redis} from 'ioredis';
import {Resend} from 'resend';
import {openPaperboy, type Paperboy} from '../../src/app.ts';
import {startDelivery} from '../../src/cli/frame/start-workers.ts';
import {systemClock} from '../../src/clock.ts';
import {parseConfig} from '../../src/config.ts';
import {silentLog} from '../../src/log.ts';
import {batchOf} from '../../src/mail/body/batch.ts';
import type {Mail} from '../../src/mail/mail.ts';
import {webApp} from '../../src/web/app.ts';
import {webDepsOf} from '../../src/web/deps.ts';
import {serveWeb} from '../../src/web/serve.ts';

/** What one way of sending is given. */
export type Task = {
  way: WayName;
  resendUrl: string;
  redisUrl: string;
  /** A hundred mails as the product made them for its first hundred readers. */
  samples: Mail[];
  /** How many mails are to be sent. */
  mails: number;
  environment: Record<string, string>;
};

export type WayName = 'floor' | 'raw' | 'naive' | 'oneJob' | 'product' | 'pages';

/** Does the work; what came before it is not measured. */
type Ready = () => Promise<void>;

/** As many calls at a time as the product has. */
const IN_FLIGHT = 4;

const KEY = 're_bench_12345678';

/** Does `count` calls, so many at a time. */
const callInTurn = async (
  count: number,
  call: () => Promise<unknown>,
  inFlight = IN_FLIGHT,
): Promise<void> => {
  let left = count;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      await call();
    }
  };
  await Promise.all(Array.from({length: inFlight}, lane));
};

const toSdkMail = ({replyTo, tags, ...mail}: Mail) => ({
  ...mail,
  ...(replyTo === null ? {} : {replyTo}),
  tags: Object.entries(tags).map(([name, value]) => ({name, value})),
});

/** Ready-made mails, posted by the SDK: nothing is made, nothing is kept. */
const floor = async ({resendUrl, samples, mails}: Task): Promise<Ready> => {
  const resend = new Resend(KEY, {baseUrl: resendUrl});
  const ready = samples.map(toSdkMail);
  return () =>
    callInTurn(mails / 100, async () => {
      const {error} = await resend.batch.send(ready, {idempotencyKey: String(Math.random())});
      if (error) throw new Error(error.message);
    });
};

/** One constant buffer through Node's own client: the limit. */
const raw = async ({resendUrl, samples, mails}: Task): Promise<Ready> => {
  const {body} = batchOf(samples);
  const agent = new Agent({keepAlive: true, maxSockets: IN_FLIGHT});
  const post = () =>
    new Promise<void>((resolve, reject) => {
      const headers = {'content-type': 'application/json', 'content-length': body.length};
      const call = request(`${resendUrl}/emails/batch`, {method: 'POST', agent, headers}, response => {
        response.resume().on('end', resolve);
      });
      call.on('error', reject).end(body);
    });
  return () => callInTurn(mails / 100, post);
};

/** What a first script does: a template for each reader, and a call for each. */
const naive = async ({resendUrl, samples, mails}: Task): Promise<Ready> => {
  // The other ways do without it, and are measured without the memory that it takes.
  const {default: mjml2html} = await import('mjml');
  const resend = new Resend(KEY, {baseUrl: resendUrl});
  let reader = 0;
  return () =>
    callInTurn(mails, async () => {
      const {from, to, subject, text} = samples[reader++ % samples.length] ?? {
        from: '',
        to: '',
        subject: '',
        text: '',
      };
      const papers = text.split('\n\n').slice(0, 15);
      const blocks = papers.map(paper => `<mj-text>${paper.replace(/[&<>]/g, '')}</mj-text>`).join('\n');
      const {html} = await mjml2html(
        `<mjml><mj-body><mj-section><mj-column>${blocks}</mj-column></mj-section></mj-body></mjml>`,
      );
      await resend.emails.send({from, to, subject, html, text});
    });
};

/** A job and a call for each reader, with a mail that is ready. */
const oneJob = async ({resendUrl, redisUrl, samples, mails}: Task): Promise<Ready> => {
  const resend = new Resend(KEY, {baseUrl: resendUrl});
  const ready = samples.map(toSdkMail);
  const connection = new Redis(redisUrl, {maxRetriesPerRequest: null});
  const queue = new Queue('one-job-each', {connection});
  let done = 0;
  return async () => {
    for (let at = 0; at < mails; at += 1000)
      await queue.addBulk(
        Array.from({length: Math.min(1000, mails - at)}, (_, place) => ({
          name: 'mail',
          data: {reader: at + place},
        })),
      );
    const worker = new Worker(
      'one-job-each',
      async job => {
        const mail = ready[job.data.reader % ready.length];
        if (mail) await resend.emails.send(mail);
        done += 1;
      },
      {connection, concurrency: 16, removeOnComplete: {count: 0}},
    );
    while (done < mails) await systemClock.sleep(20);
    await worker.close();
    await queue.close();
    connection.disconnect();
  };
};

const openProduct = ({redisUrl, environment}: Task): Promise<Paperboy> => {
  const reading = parseConfig(environment);
  if (reading.kind === 'problems') throw new Error(reading.problems.join('; '));
  return openPaperboy({config: reading.config, redisUrl, clock: systemClock, log: silentLog});
};

/** The product's own worker, until nothing is left to send. */
const product = async (task: Task): Promise<Ready> => {
  const paperboy = await openProduct(task);
  return async () => {
    const worker = startDelivery(paperboy);
    await untilTold();
    await worker.close();
    await paperboy.close();
  };
};

/** The product's pages on the port that the task's environment names. */
const pages = async (task: Task): Promise<Ready> => {
  const paperboy = await openProduct(task);
  const {log, config} = paperboy;
  const place = {port: config.PORT, hostname: '127.0.0.1', log};
  const running = await serveWeb({app: webApp(webDepsOf(paperboy)), ...place});
  await paperboy.papers.search.prepare();
  return async () => {
    await untilTold();
    await running.close();
    await paperboy.close();
  };
};

/** Until the parent, who looks at the ledger, says that all is sent. */
const untilTold = (): Promise<void> => new Promise(resolve => process.once('message', () => resolve()));

export const ways: Record<WayName, (task: Task) => Promise<Ready>> = {
  ...{floor, raw, naive, oneJob, product, pages},
};
